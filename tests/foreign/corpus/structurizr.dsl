workspace {
    model {
        ann = person "Ann"
        mill = softwareSystem "Mill"
        ann -> mill "Uses"
    }
}
