//! A service that keeps one plan and judges requests from many threads: a portfolio in JSON in, assessments in JSON out.
//!
//! ```console
//! cargo run -p rammeaftale-report --example service
//! ```
//!
//! It answers four invented requests of its own and ends. A request is one line; so is the answer.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use rammeaftale::{Lang, Options, Plan, Register, Year, diag};
use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() -> Result<(), Box<dyn Error>> {
    let register = Register::builtin().map_err(|found| diag::render_all(&found, Lang::En))?;
    let year = Year::new(2025).ok_or("a year")?;
    let plan = Plan::new(register.in_force_year(year)?, year, &Options::default())?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::scope(|scope| {
        let requests: Vec<_> = (0..4).map(|number| scope.spawn(move || ask(address, number))).collect();
        // Every connection has a thread of its own; all of them share the plan.
        for stream in listener.incoming().take(requests.len()) {
            let (stream, plan) = (stream?, &plan);
            scope.spawn(move || serve(&stream, plan));
        }
        for request in requests {
            println!("{}", request.join().map_err(|_| io::Error::other("a request failed"))??);
        }
        Ok(())
    })
}

/// Answers one request: assessments, or the mistakes of the file.
fn serve(mut stream: &TcpStream, plan: &Plan<'_>) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    let sheet = rammeaftale_sheets::read_bytes("request.json", line.as_bytes());
    let answer = match rammeaftale_sheets::portfolio(vec![sheet]) {
        Ok((portfolio, _warnings)) => serde_json::to_string(&plan.evaluate(&portfolio))?,
        Err(mistakes) => serde_json::json!({ "mistakes": diag::render_all(&mistakes, Lang::En) }).to_string(),
    };
    writeln!(stream, "{answer}")
}

/// Asks whether a tariff that rose by so many kroner holds.
fn ask(address: std::net::SocketAddr, kroner: i32) -> io::Result<String> {
    let row = |year: i32, tariff: i32| serde_json::json!({ "offer": "B1", "operator": 740, "year": year, "tariff": tariff, "wage_supplement": 0 });
    let mut stream = TcpStream::connect(address)?;
    writeln!(stream, "{}", serde_json::json!([row(2024, 2450), row(2025, 2450 + kroner)]))?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer)?;
    let verdict = serde_json::from_str::<serde_json::Value>(&answer)?.pointer("/0/verdict").cloned();
    Ok(format!("2450 to {}: {}", 2450 + kroner, verdict.unwrap_or_default()))
}
