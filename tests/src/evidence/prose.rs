//! Invented prose of any length, with names, numbers, negations, quotation marks and dashes in it.

use super::Chance;

const NAMES: [&str; 24] = [
    "Anna Berger",
    "Tom O’Neill",
    "Maria Sánchez",
    "Jürgen Weiß",
    "Li Wei",
    "Amina Diallo",
    "Peter Novák",
    "Zoë Martin",
    "Dr. Hall",
    "Judge Moreno",
    "Miriam Cohen",
    "Ivan Petrov",
    "Eleni Pappas",
    "Kofi Mensah",
    "Sven Åberg",
    "Rosa Conti",
    "Hugo Lefèvre",
    "Greta Olsen",
    "Omar Farouk",
    "Nina Kaur",
    "Paul Meyer",
    "Lucia Rossi",
    "Adam Nowak",
    "Clara Voss",
];
const BODIES: [&str; 16] = [
    "the board",
    "the committee",
    "the Ministry of Health",
    "the clinic",
    "the parish",
    "the harbour office",
    "the insurer",
    "the union",
    "the county court",
    "the school",
    "the co-operative",
    "the state-owned mill",
    "the university",
    "the town council",
    "the relief fund",
    "the laboratory",
];
const VERBS: [(&str, &str); 24] = [
    ("reject", "rejected"),
    ("accept", "accepted"),
    ("delay", "delayed"),
    ("finance", "financed"),
    ("describe", "described"),
    ("repair", "repaired"),
    ("question", "questioned"),
    ("confirm", "confirmed"),
    ("publish", "published"),
    ("cancel", "cancelled"),
    ("inspect", "inspected"),
    ("measure", "measured"),
    ("support", "supported"),
    ("criticise", "criticised"),
    ("sell", "sold"),
    ("lose", "lost"),
    ("find", "found"),
    ("build", "built"),
    ("close", "closed"),
    ("reopen", "reopened"),
    ("translate", "translated"),
    ("record", "recorded"),
    ("simplify", "simplified"),
    ("verify", "verified"),
];
const ADJECTIVES: [&str; 28] = [
    "efficient",
    "well-known",
    "provisional",
    "unlikely",
    "official",
    "difficult",
    "long-term",
    "reasonable",
    "fragile",
    "international",
    "final",
    "insufficient",
    "careful",
    "regional",
    "expensive",
    "non-toxic",
    "old",
    "influential",
    "flooded",
    "seasonal",
    "affordable",
    "independent",
    "unpaid",
    "scientific",
    "historical",
    "self-financed",
    "temporary",
    "confidential",
];
const NOUNS: [&str; 40] = [
    "plan",
    "claim",
    "report",
    "bridge",
    "vaccine",
    "harvest",
    "contract",
    "archive",
    "therapy",
    "office",
    "lighthouse",
    "orchard",
    "railway",
    "budget",
    "appeal",
    "survey",
    "treaty",
    "clinic",
    "file",
    "flight",
    "refusal",
    "finding",
    "conflict",
    "workflow",
    "profile",
    "definition",
    "inflation",
    "reform",
    "agreement",
    "proposal",
    "catalogue",
    "warehouse",
    "greenhouse",
    "timetable",
    "measurement",
    "certificate",
    "correspondence",
    "investigation",
    "administration",
    "representation",
];
const PLACES: [&str; 16] = [
    "Lübeck",
    "São Paulo",
    "Kyōto",
    "Galway",
    "Kraków",
    "Accra",
    "Łódź",
    "Malmö",
    "Cádiz",
    "Reykjavík",
    "Nairobi",
    "Québec",
    "Perth",
    "Zürich",
    "Odessa",
    "Tromsø",
];
const GROUPS: [&str; 12] = [
    "patients", "farmers", "pupils", "voters", "drivers", "nurses", "tenants", "readers", "sailors",
    "teachers", "bakers", "members",
];
const SIDES: [&str; 14] = [
    "according to the minutes",
    "as everybody had hoped",
    "with the help of volunteers",
    "in the presence of the press",
    "after a long debate",
    "to the surprise of the neighbours",
    "on the advice of the treasurer",
    "during the winter",
    "before the elections",
    "under the old rules",
    "for lack of space",
    "at the request of the owners",
    "near the station",
    "between the wars",
];
const UNITS: [&str; 8] = ["%", "%", "kg", "km", "mg", "euros", "days", "litres"];
const MODALS: [&str; 6] = ["may", "must", "should", "can", "might", "would"];
const FOREIGN: [&str; 10] = [
    "Das Gericht verwarf die Klage der Anwohner im Herbst des Jahres endgültig nicht.",
    "Die „vorläufige“ Genehmigung gilt für alle Häuser am Fluss und wird später geprüft.",
    "Le conseil n’a jamais approuvé le projet « définitif » des habitants du quartier.",
    "委員会は昨年の提案を正式に採択しなかったと新聞は報じている。",
    "董事会在去年的会议上没有拒绝这项计划，委员会表示欢迎。",
    "لم ترفض اللجنة الخطة الجديدة في اجتماعها الأخير بالمدينة القديمة.",
    "הוועדה לא דחתה את התוכנית החדשה בישיבה האחרונה של השנה בעיר.",
    "Комитет не отклонил новый план на последнем заседании этого года.",
    "위원회는 지난 회의에서 새로운 계획을 거부하지 않았다고 밝혔다.",
    "The audience loved the new timetable 🎉 and said so 👍🏽 in all of their letters.",
];

/// Prose of at least so many bytes: paragraphs of three to seven sentences in lines of about 80 characters.
pub fn prose(bytes: usize, seed: u64) -> String {
    let mut chance = Chance::new(seed);
    let mut out = String::with_capacity(bytes + 2_000);
    while out.len() < bytes {
        let mut paragraph = String::new();
        for _ in 0..3 + chance.below(5) {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(&sentence(&mut chance));
        }
        let mut length = 0;
        for word in paragraph.split(' ') {
            if length + word.len() > 80 {
                out.push('\n');
                length = 0;
            } else if length > 0 {
                out.push(' ');
            }
            out.push_str(word);
            length += word.len() + 1;
        }
        out.push_str("\n\n");
    }
    out
}

fn number(chance: &mut Chance) -> String {
    match chance.below(7) {
        0 => format!("{},{:03}", 1 + chance.below(900), chance.below(1_000)),
        1 => format!("{}.{}", 1 + chance.below(90), 1 + chance.below(9)),
        2 => format!("{}–{}", 10 + chance.below(20), 40 + chance.below(40)),
        3 => format!("−{}", 2 + chance.below(90)),
        4 => chance.pick(&["two", "seven", "twelve", "forty-one", "three hundred"]).to_owned(),
        _ => (12 + chance.below(880)).to_string(),
    }
}

fn thing(chance: &mut Chance) -> String {
    let (adjective, noun) = (chance.pick(&ADJECTIVES), chance.pick(&NOUNS));
    match chance.below(4) {
        0 => format!("the {noun}"),
        1 => format!("the “{adjective}” {noun}"),
        2 => format!("the {noun} of {}", chance.pick(&PLACES)),
        _ => format!("the {adjective} {noun}"),
    }
}

fn sentence(chance: &mut Chance) -> String {
    if chance.percent(4) {
        return chance.pick(&FOREIGN).to_owned();
    }
    let who = if chance.percent(50) { chance.pick(&NAMES) } else { chance.pick(&BODIES) };
    let other = if chance.percent(60) { chance.pick(&NAMES) } else { chance.pick(&BODIES) };
    let (verb, past) = VERBS[chance.below(VERBS.len())];
    let (verb2, past2) = VERBS[chance.below(VERBS.len())];
    let (one, two, side) = (thing(chance), thing(chance), chance.pick(&SIDES));
    let predicate = match chance.below(6) {
        0 => format!("did not {verb} {one}"),
        1 => format!("never {past} {one}"),
        2 => format!("{} {verb} {one}", chance.pick(&MODALS)),
        _ => format!("{past} {one}"),
    };
    let text = match chance.below(9) {
        0 => format!("{side}, {who} {predicate}, and {other} {past2} {two}."),
        1 => format!("{who} {predicate} — {side} — because {other} had {past2} {two}."),
        2 => format!(
            "in {}, {} {} of the {} {past} {one}, while {other} {past2} {two}.",
            1890 + chance.below(130),
            number(chance),
            chance.pick(&UNITS),
            chance.pick(&GROUPS),
        ),
        3 => format!(
            "“{who} {predicate},” wrote {other}, “and {} of {} {} {past2} {two}.”",
            number(chance),
            number(chance),
            chance.pick(&GROUPS)
        ),
        4 => format!("{who} {predicate}; {other} didn’t {verb2} {two}, {side}."),
        5 => format!(
            "{side} {who} {predicate} for {} {} (see {}), which {other} {past2}.",
            number(chance),
            chance.pick(&UNITS),
            chance.pick(&PLACES)
        ),
        6 => format!("not all {} {past} {one}, although {who} {past2} {two} {side}.", chance.pick(&GROUPS)),
        7 => format!(
            "{who} {predicate} when {other} {past2} {two} {side}, and the {} were content.",
            chance.pick(&GROUPS)
        ),
        _ => format!("{who} and {other} {past} {one} {side}."),
    };
    let mut characters = text.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    // (A quotation mark has no capital.)
    if first == "“" {
        let mut rest = characters.as_str().chars();
        let capital: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("“{capital}{}", rest.as_str())
    } else {
        format!("{first}{}", characters.as_str())
    }
}
