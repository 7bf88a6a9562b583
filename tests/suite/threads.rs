//! One plan serves many threads, and what comes out never depends on how many judge.

use crate::{builtin, here};
use rammeaftale::{Options, Plan, Portfolio, Register, Year};
use std::fs;
use std::thread;

const YEARS: [i32; 2] = [2018, 2025];

fn demo() -> Portfolio {
    let bytes = fs::read(here().join("portfolios/demo.csv")).expect("the demonstration portfolio");
    let sheet = rammeaftale_sheets::read_bytes("demo.csv", &bytes);
    rammeaftale_sheets::portfolio(vec![sheet]).expect("no mistakes").0
}

fn plan(register: &Register, year: i32) -> Plan<'_> {
    let year = Year::new(year).expect("a year");
    Plan::new(register.in_force_year(year).expect("modelled"), year, &Options::default()).expect("a plan")
}

fn judged(plan: &Plan<'_>, portfolio: &Portfolio) -> String {
    serde_json::to_string(&plan.evaluate(portfolio)).expect("assessments as JSON")
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let (register, portfolio) = (builtin(), demo());
    for year in YEARS {
        let plan = plan(&register, year);
        let alone = pool(1).install(|| judged(&plan, &portfolio));
        for threads in [2, 3, 8] {
            assert!(pool(threads).install(|| judged(&plan, &portfolio)) == alone, "{threads} threads in {year}");
        }
    }
}

#[test]
fn one_plan_judges_requests_from_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let (register, portfolio) = (builtin(), demo());
    for year in YEARS {
        let plan = plan(&register, year);
        shared(&plan);
        let alone = judged(&plan, &portfolio);
        let same = thread::scope(|scope| {
            let requests: Vec<_> = (0..4).map(|_| scope.spawn(|| judged(&plan, &portfolio) == alone)).collect();
            requests.into_iter().all(|request| request.join().expect("no panic"))
        });
        assert!(same, "{year}");
    }
}

#[test]
fn assessments_are_handed_out_in_their_order_until_enough_are_taken() {
    let (register, portfolio) = (builtin(), demo());
    let plan = plan(&register, 2025);
    let all = plan.evaluate(&portfolio);
    for enough in [1, portfolio.offers().len(), all.len()] {
        let mut taken = Vec::new();
        let ended = plan.evaluate_each(&portfolio, |assessment| {
            taken.push(format!("{assessment:?}"));
            if taken.len() == enough { Err(enough) } else { Ok(()) }
        });
        assert_eq!(ended, Err(enough));
        assert!(taken.iter().eq(all.iter().take(enough).map(|one| format!("{one:?}")).collect::<Vec<_>>().iter()));
    }
}
