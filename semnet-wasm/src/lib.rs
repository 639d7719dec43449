//! semnet-core for JavaScript.
