//! Variables of the environment. An empty one is treated as unset, as most programs do: `SEMNET_STORE= semnet
//! list` reads the platform's own store.

use std::ffi::OsString;

use clap::builder::{OsStr, Resettable};
use clap::{Arg, Command, Parser};

/// The value of a variable, without spaces around it.
pub(crate) fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

/// The arguments of a program, with options from the environment. clap by itself refuses an empty variable.
pub(crate) fn parse<P: Parser>(words: impl IntoIterator<Item = OsString>) -> Result<P, clap::Error> {
    let mut command = without_empty(P::command());
    let matches = command.try_get_matches_from_mut(words)?;
    P::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// A command whose options are not read from empty variables.
fn without_empty(command: Command) -> Command {
    let is_empty = |arg: &Arg| {
        let value = arg.get_env().and_then(std::env::var_os);
        value.is_some_and(|value| value.is_empty())
    };
    let command = command.mut_args(|arg| match is_empty(&arg) {
        true => arg.env(Resettable::<OsStr>::Reset),
        false => arg,
    });
    command.mut_subcommands(without_empty)
}
