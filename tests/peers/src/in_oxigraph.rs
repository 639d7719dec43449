//! The same work in oxigraph.
