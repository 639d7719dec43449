//! The cluster that the script next to this file runs.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};
use semnet_core::store::ObjectStore;

use crate::Failure;

pub(crate) struct Cluster {
    pub(crate) folder: PathBuf,
    /// The parts of the script's output that programs need.
    settings: Vec<(String, String)>,
}

impl Cluster {
    pub(crate) fn of(folder: &str) -> Result<Cluster, Failure> {
        let text = std::fs::read_to_string(PathBuf::from(folder).join("environment"))?;
        let settings = text.lines().filter_map(|line| line.split_once('='));
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok(Cluster { folder: folder.into(), settings })
    }

    pub(crate) fn store(&self, url: &str) -> Result<ObjectStore, Failure> {
        self.store_with(url, &[])
    }

    /// With other values for some of the settings.
    pub(crate) fn store_with(&self, url: &str, other: &[(&str, &str)]) -> Result<ObjectStore, Failure> {
        let value = |(name, value): &(String, String)| {
            let other = other.iter().find(|(other, _)| other == name);
            (name.clone(), other.map_or(value.clone(), |(_, value)| (*value).to_owned()))
        };
        let store = ObjectStore::open_with(url, self.settings.iter().map(value))?;
        Ok(store.time_limit(Duration::from_secs(60)))
    }

    /// The objects themselves, past the store.
    pub(crate) fn objects(&self, bucket: &str) -> Result<AmazonS3, Failure> {
        Ok(self.builder().with_bucket_name(bucket).build()?)
    }

    /// To S3, a bucket is made as an object is put, with nothing before its name.
    pub(crate) async fn make_bucket(&self, name: &str) -> Result<(), Failure> {
        let root = self.builder().with_bucket_name("none").with_virtual_hosted_style_request(true).build()?;
        match root.put(&Path::from(name), PutPayload::new()).await {
            // A bucket has no tag as objects have.
            Err(error) if !error.to_string().contains("ETag") => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn builder(&self) -> AmazonS3Builder {
        let value = |wanted: &str| {
            let found = self.settings.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let endpoints = value("AWS_ENDPOINT_URL");
        // As the store does; here is none yet.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // The last one, which is never killed.
        AmazonS3Builder::new()
            .with_endpoint(endpoints.rsplit(',').next().unwrap_or_default())
            .with_allow_http(true)
            .with_access_key_id(value("AWS_ACCESS_KEY_ID"))
            .with_secret_access_key(value("AWS_SECRET_ACCESS_KEY"))
    }

    /// `kill` or `start` a daemon.
    pub(crate) fn run(&self, command: &str, daemon: &str) -> Result<(), Failure> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/ceph/cluster");
        let status = Command::new(script).arg(&self.folder).args([command, daemon]).status()?;
        if status.success() { Ok(()) } else { Err(format!("cluster {command} {daemon} failed").into()) }
    }
}
