//! The time of the machine, read and formatted.

use std::time::SystemTime;

/// Now, in seconds since 1970-01-01T00:00:00Z.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// The date in UTC, as ISO 8601 has it: `2026-11-28`.
pub(crate) fn date(seconds: u64) -> String {
    // Days since the first of March of the year 0, in years that end with February.
    let days = seconds / 86_400 + 719_468;
    let era = days / 146_097;
    let day = days % 146_097;
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{date:02}", year + era * 400 + next)
}

/// Date and time in UTC, as ISO 8601 has them: `2026-11-28T23:59:59Z`.
pub(crate) fn time(seconds: u64) -> String {
    let (hours, rest) = (seconds % 86_400 / 3_600, seconds % 3_600);
    format!("{}T{hours:02}:{:02}:{:02}Z", date(seconds), rest / 60, rest % 60)
}
