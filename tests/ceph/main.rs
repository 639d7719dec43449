//! The tests against Ceph.
fn main() {}
