//! How long each part takes: `cargo bench -p rammeaftale-benches --bench parts`.

use rammeaftale_benches::parts;

fn main() {
    divan::main();
}

fn names() -> impl Iterator<Item = &'static str> {
    parts().into_iter().map(|part| part.name)
}

#[divan::bench(args = names())]
fn part(bencher: divan::Bencher<'_, '_>, name: &str) {
    let parts = parts();
    let part = parts.iter().find(|part| part.name == name).expect("one of the names");
    bencher.bench_local(part.prepare());
}
