//! A store on S3 is checked: what is damaged is set aside, what is not as it should be is told, and what is
//! not served ends nothing.

use semnet_core::store::{FaultKind, StoreError, StoreExt};
use semnet_core::{Network, Store};

use crate::faulty::{Fault, Faulty};
use crate::{all, key, network, networks, on, run};

#[test]
fn what_is_damaged_is_set_aside_once_it_is_kept() {
    let engine = Faulty::new(|_, _| Fault::None);
    let store = on(&engine);
    let (bees, steel) = (network("Why do bees dance?", "Bees"), network("How is steel made?", "Steel"));
    let damaged = run(async {
        store.add(&bees).await.unwrap();
        store.add(&steel).await.unwrap();
        let mut damaged = bees.as_bytes().to_vec();
        damaged[10] ^= 1;
        engine.plant(&key(&bees), &damaged).await;
        damaged
    });
    let keys = || run(engine.keys());
    let mut kept = Vec::new();
    let mut keep = |bytes: &[u8]| {
        kept.push(bytes.to_vec());
        Ok(())
    };
    let blocking = store.clone().blocking().unwrap();
    // Intact and missing objects are left alone, and `keep` is not called for them.
    assert!(!run(store.quarantine(steel.fingerprint(), &mut keep)).unwrap());
    assert!(!blocking.quarantine(network("Gone?", "").fingerprint(), &mut keep).unwrap());
    // An object that cannot be kept elsewhere is not removed.
    let full = || Err(std::io::Error::other("no room"));
    for error in [
        run(store.quarantine(bees.fingerprint(), &mut |_| full())).unwrap_err(),
        blocking.quarantine(bees.fingerprint(), &mut |_| full()).unwrap_err(),
    ] {
        assert!(error.to_string().contains("were left in place: no room"), "{error}");
    }
    assert_eq!(keys().len(), 6);
    // One that was repaired while it was kept is intact, and stays.
    let mut mend = |_: &[u8]| {
        run(store.add(&bees)).unwrap();
        Ok(())
    };
    assert!(!blocking.quarantine(bees.fingerprint(), &mut mend).unwrap());
    assert_eq!(blocking.get(bees.fingerprint()).unwrap().as_ref(), Some(&bees));

    for asynchronous in [true, false] {
        run(engine.plant(&key(&bees), &damaged));
        let quarantine = if asynchronous {
            run(store.quarantine(bees.fingerprint(), &mut keep))
        } else {
            blocking.quarantine(bees.fingerprint(), &mut keep)
        };
        assert!(quarantine.unwrap());
        // Its question and its entry go with it.
        assert_eq!(keys().len(), 3);
        assert!(keys().contains(&key(&steel)));
        assert_eq!(blocking.verify().unwrap(), []);
        assert!(blocking.add(&bees).unwrap(), "it is new");
    }
    assert_eq!(kept, [damaged.clone(), damaged]);
}

#[test]
fn faults_are_keys_without_their_other_half_and_names_that_are_none() {
    let engine = Faulty::new(|_, _| Fault::None);
    run(async {
        let store = on(&engine);
        let all_networks = networks(1_050);
        for network in &all_networks {
            store.add(network).await.unwrap();
        }
        assert_eq!(store.verify().await.unwrap(), []);
        // Neither does a damaged one: reading it reports the damage.
        engine.plant(&key(&all_networks[3]), b"semnet").await;
        assert_eq!(store.verify().await.unwrap(), []);

        let question = |network: &Network| {
            let name = network.fingerprint().to_string();
            let keys = engine.keys();
            async move {
                keys.await
                    .into_iter()
                    .find(|key| key.starts_with("questions/") && key.ends_with(&name))
                    .unwrap()
            }
        };
        let (unasked, gone) = (&all_networks[0], &all_networks[1_049]);
        let (lost, left) = (question(unasked).await, question(gone).await);
        engine.remove(&lost).await;
        engine.remove(&key(gone)).await;
        let lie = format!("entries/{}/V2hvPwo", unasked.fingerprint());
        for foreign in ["networks/readme.txt", "questions/x", "questions/a/b", "entries/a/b", &lie] {
            engine.plant(foreign, b"").await;
        }
        let entry_left = engine
            .keys()
            .await
            .into_iter()
            .find(|key| key.starts_with(&format!("entries/{}", gone.fingerprint())))
            .unwrap();
        let faults = store.verify().await.unwrap();
        let about = |network: &Network, kind| {
            faults.iter().any(|fault| fault.network == Some(network.fingerprint()) && fault.kind == kind)
        };
        assert!(about(unasked, FaultKind::Index) && about(gone, FaultKind::Stray), "{faults:?}");
        assert_eq!(faults.iter().filter(|fault| fault.network.is_none()).count(), 4, "{faults:?}");
        let mut faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        faults.sort();
        let mut expected = [
            format!("{} is not found by its question; adding it again repairs that", unasked.fingerprint()),
            format!(
                "{left} is the question of a network that is missing; add that network, or remove the object"
            ),
            format!(
                "{entry_left} is the entry of a network that is missing; add that network, or remove the \
                 object"
            ),
            format!("{lie} differs from the entry of its network, and lists show it; remove the object"),
            "entries/a/b is not the name of a store's object; it is skipped".to_owned(),
            "networks/readme.txt is not the name of a store's object; it is skipped".to_owned(),
            "questions/a/b is not the name of a store's object; it is skipped".to_owned(),
            "questions/x is not the name of a store's object; it is skipped".to_owned(),
        ];
        expected.sort();
        assert_eq!(faults, expected);
        // Adding repairs.
        store.add(unasked).await.unwrap();
        store.add(gone).await.unwrap();
        assert_eq!(store.verify().await.unwrap().len(), 5);
        engine.set(|_, _| Fault::Answer("away"));
        assert!(store.retries(0).verify().await.is_err());
    });
}

/// One object that is not served does not keep the others from being listed; an object store that serves none
/// is away.
#[test]
fn what_is_not_served_is_listed_all_the_same() {
    let engine = Faulty::new(|_, _| Fault::None);
    run(async {
        let store = on(&engine).retries(0);
        let all_networks = networks(40);
        for network in &all_networks {
            store.add(network).await.unwrap();
        }
        // Added by an earlier version, so they are read to be listed.
        for key in engine.keys().await.iter().filter(|key| key.starts_with("entries/")) {
            engine.remove(key).await;
        }
        let unserved = key(&all_networks[7]);
        let answer = "Server returned non-2xx status code: 500 Internal Server Error: ";
        engine.set(move |_, key| if key == unserved { Fault::Answer(answer) } else { Fault::None });
        let entries = store.entries(all(), 100).await.unwrap();
        assert_eq!(entries.len(), 40);
        let empty: Vec<_> = entries.iter().filter(|entry| entry.question.is_empty()).collect();
        assert_eq!((empty.len(), empty[0].fingerprint), (1, all_networks[7].fingerprint()));
        let error = store.get(all_networks[7].fingerprint()).await.unwrap_err();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{error}");
        assert_eq!(store.verify().await.unwrap(), []);

        // It lists and serves nothing.
        let is_list = |key: &str| matches!(key, "networks" | "entries");
        engine.set(move |_, key| if is_list(key) { Fault::None } else { Fault::Answer(answer) });
        assert!(store.entries(all(), 100).await.is_err());
        // A refusal is not a fault of one object either.
        let refusal = "Server returned non-2xx status code: 403 Forbidden: ";
        engine.set(move |_, key| if is_list(key) { Fault::None } else { Fault::Answer(refusal) });
        assert!(store.entries(all(), 1).await.is_err());
    });
}

#[test]
fn objects_next_to_networks_are_verified_and_foreign_keys_are_told() {
    let engine = Faulty::new(|_, _| Fault::None);
    let store = on(&engine);
    let bees = network("Why do bees dance?", "Bees");
    run(async {
        let object = store.put_record("note", bees.fingerprint(), b"They dance.").await.unwrap();
        assert_eq!(store.read_record(object).await.unwrap().as_deref(), Some(&b"They dance."[..]));
        assert_eq!(store.verify().await.unwrap(), []);
        let key = format!("objects/{object}");
        engine.plant(&key, b"They rest.").await;
        let error = store.read_record(object).await.unwrap_err();
        assert!(matches!(error, StoreError::CorruptRecord { .. }), "{error}");
        store.put_record("note", bees.fingerprint(), b"They dance.").await.unwrap();
        assert!(store.read_record(object).await.unwrap().is_some());
        for key in ["objects/x", "records/note", "records/NOTE/x/y", "records/note/x"] {
            engine.plant(key, b"").await;
        }
        assert_eq!(store.verify().await.unwrap().len(), 4);
        assert_eq!(store.record_kinds().await.unwrap(), ["note"]);
        assert_eq!(store.list_records("note", all(), 10).await.unwrap(), [(bees.fingerprint(), object)]);
    });
}
