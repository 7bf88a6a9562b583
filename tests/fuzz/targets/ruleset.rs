#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| rammeaftale_fuzz::ruleset::check(text));
