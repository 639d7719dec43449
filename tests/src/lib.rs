//! What the tests share: random networks, and the files beside them.
