#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| semnet_fuzz::arguments(bytes));
