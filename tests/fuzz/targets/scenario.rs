#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| rammeaftale_fuzz::scenario::check(text));
