//! How memory and time grow with inputs that are made for that.
//!
//!     hostile                 a table: each case in three sizes, each twice the one before, up to 16 MB
//!     hostile BYTES           the same, up to this size
//!     hostile CASE BYTES      one case, by its number, in one size: bytes, most memory, all memory ever
//! asked for, milliseconds, answer
//!
//! Each measurement runs in a separate process. An allocation of more than 8 GiB in all ends it.

use std::alloc::System;
use std::io::Write;
use std::process::Command;
use std::time::Instant;

use cap::Cap;
use semnet_tests::hostile::CASES;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, 8 << 30);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => table(16 << 20),
        [size] => table(size.parse().expect("a number of bytes")),
        [case, size, make] if make == "make" => {
            let case: usize = case.parse().expect("the number of a case");
            let input = (CASES[case].make)(size.parse().expect("a number of bytes"));
            std::io::stdout().write_all(&input).expect("a pipe");
        }
        [case, size] => {
            one(case.parse().expect("the number of a case"), size.parse().expect("a number of bytes"))
        }
        _ => panic!("the first lines of this program say how to call it"),
    }
}

fn one(case: usize, size: usize) {
    // Another process makes it, so making it is not measured.
    let program = std::env::current_exe().expect("this program");
    let made =
        Command::new(program).args([&case.to_string(), &size.to_string(), "make"]).output().expect("it runs");
    assert!(made.status.success(), "it cannot be made: {}", String::from_utf8_lossy(&made.stderr));
    let (case, input) = (&CASES[case], made.stdout.into_boxed_slice());
    let (before, most_before, ever) =
        (ALLOCATOR.allocated(), ALLOCATOR.max_allocated(), ALLOCATOR.total_allocated());
    let start = Instant::now();
    let answer = (case.take)(&input);
    let took = start.elapsed();
    // Reading the pipe took some, which hides as much, and no more than a few times the input.
    let most = ALLOCATOR.max_allocated().saturating_sub(before);
    let most = if ALLOCATOR.max_allocated() > most_before { most } else { most_before - before };
    let answer: String = answer.chars().take(70).collect();
    let all = ALLOCATOR.total_allocated() - ever;
    println!("{}\t{most}\t{all}\t{:.1}\t{answer}", input.len(), took.as_secs_f64() * 1e3);
}

fn table(largest: usize) {
    println!("time and memory, and by how much they grow when the input doubles\n");
    println!("{:>44} {:>11} {:>10} {:>6} {:>8} {:>6}  answer", "case", "bytes", "ms", "×", "MB most", "×");
    for (number, case) in CASES.iter().enumerate() {
        let mut before: Option<(f64, f64)> = None;
        for size in [largest / 4, largest / 2, largest] {
            let program = std::env::current_exe().expect("this program");
            let run =
                Command::new(program).args([number.to_string(), size.to_string()]).output().expect("it runs");
            let out = String::from_utf8_lossy(&run.stdout);
            let fields: Vec<&str> = out.trim_end().splitn(5, '\t').collect();
            let &[bytes, most, _, milliseconds, answer] = fields.as_slice() else {
                println!(
                    "{:>44} {size:>11} ended early: {}",
                    case.name,
                    String::from_utf8_lossy(&run.stderr).trim()
                );
                break;
            };
            let (most, took): (f64, f64) = (most.parse().unwrap_or(0.0), milliseconds.parse().unwrap_or(0.0));
            let growth = |now: f64, before: f64| {
                if before > 0.0 { format!("{:.1}", now / before) } else { String::new() }
            };
            let (of_time, of_memory) = before
                .map_or_else(Default::default, |(time, memory)| (growth(took, time), growth(most, memory)));
            println!(
                "{:>44} {bytes:>11} {took:>10.1} {of_time:>6} {:>8.1} {of_memory:>6}  {answer}",
                case.name,
                most / 1e6
            );
            before = Some((took, most));
        }
    }
}
