//! A server of the Model Context Protocol: a language-model assistant keeps what it learns in semantic
//! networks, and finds it again. It speaks over standard input and output, or over streamable HTTP.

mod answer;
mod app;
mod bodies;
mod changing;
mod edits;
mod engine;
mod evidence;
mod graph;
mod http;
mod kept;
mod lines;
mod prompts;
mod reading;
mod relations;
mod resources;
mod results;
mod server;
mod sessions;
mod shape;
mod shelf;
mod tools;
mod versions;
mod visible;
mod watch;

// The code that this program shares with `semnet`, which uses more of it.
#[allow(dead_code)]
#[path = "../semnet/clock.rs"]
mod clock;
#[path = "../semnet/environment.rs"]
mod environment;
#[allow(dead_code)]
#[path = "../semnet/html.rs"]
mod html;
#[allow(dead_code)]
#[path = "../semnet/answer.rs"]
mod json;
#[path = "../semnet/own_form.rs"]
mod own_form;
#[allow(dead_code)]
#[path = "../semnet/stores.rs"]
mod stores;

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use rmcp::ServiceExt;
use rmcp::transport::stdio_pipes;
use tokio::sync::Notify;

use crate::engine::Engine;
use crate::http::Access;
use crate::server::Server;
use crate::shelf::{EvidenceRule, Settings};

/// Semantic networks for language-model assistants, over the Model Context Protocol.
#[derive(Parser)]
#[command(
    name = "mcp",
    version,
    max_term_width = 100,
    after_help = "A host starts this program and talks to it on standard input and output; README.md has \
        configuration snippets for hosts. With --http, hosts connect to it. If SEMNET_MCP_TOKEN is set in \
        the environment, they must send it as `Authorization: Bearer TOKEN`.\nExit status: 0 after the \
        host closed the connection or a signal ended the program; 1 if the store cannot be opened; 2 wrong \
        usage."
)]
struct Program {
    /// The store: a file, or s3://BUCKET/PREFIX [default: semnet/networks.semnet where the platform keeps
    /// data]
    #[arg(long, value_name = "STORE", env = "SEMNET_STORE", hide_env_values = true)]
    store: Option<PathBuf>,
    /// Offer only the tools that read; the store must exist
    #[arg(long)]
    read_only: bool,
    /// Whether a new relationship's passage must be evidence from a source of the store
    #[arg(long, value_enum, value_name = "RULE", default_value_t = EvidenceRule::Optional)]
    evidence: EvidenceRule,
    /// Serve streamable HTTP on this address, such as 127.0.0.1:8808, with the path /mcp
    #[arg(long, value_name = "ADDRESS")]
    http: Option<SocketAddr>,
    /// Accept requests from other machines, which reach this server by this name or address (repeatable);
    /// needs a token
    #[arg(long, value_name = "HOST", requires = "http")]
    allow_remote: Vec<String>,
}

fn main() -> ExitCode {
    let program: Program = environment::parse(std::env::args_os()).unwrap_or_else(|error| error.exit());
    let settings =
        Settings { store: program.store, is_read_only: program.read_only, evidence: program.evidence };
    let token = environment::variable("SEMNET_MCP_TOKEN");
    let access = program.http.map(|address| Access { address, remote: program.allow_remote, token });
    match serve(settings, access) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mcp: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until the host closes the connection, or a signal ends the program; then closes the store, which
/// moves all that was added into its one file.
fn serve(settings: Settings, access: Option<Access>) -> Result<(), Box<dyn std::error::Error>> {
    let (engine, closing) = Engine::start(settings.clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = Arc::new(Notify::new());
    let (signal, mut is_second) = (Arc::clone(&ended), false);
    ctrlc::set_handler(move || {
        // A second signal ends the program without waiting for the running call.
        if is_second {
            std::process::exit(1);
        }
        is_second = true;
        signal.notify_one();
    })?;
    let served = runtime.block_on(async {
        let server = Server::new(engine, settings);
        tokio::select! {
            served = speak(server, access) => served,
            () = ended.notified() => Ok(()),
        }
    });
    // A pending read of standard input must not keep the program from ending. Calls that wait for the store
    // are cancelled.
    runtime.shutdown_background();
    if !closing.close() {
        eprintln!(
            "mcp: a call takes too long, so the store was not closed; its file is complete only together \
             with its -wal file"
        );
    }
    served
}

async fn speak(server: Server, access: Option<Access>) -> Result<(), Box<dyn std::error::Error>> {
    if let Some(access) = access {
        return http::serve(server, access).await;
    }
    if std::io::stdin().is_terminal() {
        eprintln!("mcp: waiting for a host to send JSON-RPC on standard input; Ctrl-D ends the program");
    }
    let (input, output) = stdio_pipes();
    let running = match server.serve(lines::answerable(input, output)).await {
        Ok(running) => running,
        // A host that disconnected before its first message is not an error.
        Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(rmcp::service::ServerInitializeError::ExpectedInitializeRequest(_)) => {
            return Err("the host sent another message first; expected the request `initialize`".into());
        }
        Err(error) => return Err(error.into()),
    };
    running.waiting().await.map(drop).map_err(Into::into)
}
