#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    rammeaftale_fuzz::evaluate::check(bytes);
});
