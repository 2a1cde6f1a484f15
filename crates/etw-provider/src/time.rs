//! [`FileTime`] and [`DateTime`]: the two formats that Windows has for a moment.

/// Steps of 100 ns in a second.
const TICKS_PER_SECOND: u64 = 10_000_000;
/// Steps of 100 ns in a day.
const TICKS_PER_DAY: u64 = 24 * 60 * 60 * TICKS_PER_SECOND;
/// Days from 0000-03-01, when the calculation below starts, to 1601-01-01.
const DAYS_TO_1601: u64 = 584_694;

/// A moment in steps of 100 ns since 1601-01-01 00:00 UTC, the Windows `FILETIME`.
///
/// A conversion from a `SystemTime` outside the range returns the nearest end of the range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileTime(pub u64);

impl FileTime {
    /// 1970-01-01 00:00 UTC.
    pub const UNIX_EPOCH: Self = Self(116_444_736_000_000_000);

    /// Returns the present moment.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn now() -> Self {
        std::time::SystemTime::now().into()
    }

    /// Returns the same moment as a `SystemTime`, if a `SystemTime` can express it.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn to_system_time(self) -> Option<std::time::SystemTime> {
        use std::time::SystemTime;
        let distance = duration(self.0.abs_diff(Self::UNIX_EPOCH.0));
        if self < Self::UNIX_EPOCH {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        }
    }
}

#[cfg(feature = "std")]
impl From<std::time::SystemTime> for FileTime {
    fn from(time: std::time::SystemTime) -> Self {
        let epoch = Self::UNIX_EPOCH.0;
        Self(match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => epoch.saturating_add(ticks(after)),
            Err(before) => epoch.saturating_sub(ticks(before.duration())),
        })
    }
}

#[cfg(feature = "std")]
fn ticks(duration: core::time::Duration) -> u64 {
    u64::try_from(duration.as_nanos() / 100).unwrap_or(u64::MAX)
}

#[cfg(feature = "std")]
fn duration(ticks: u64) -> core::time::Duration {
    core::time::Duration::from_micros(ticks / 10)
        + core::time::Duration::from_nanos(ticks % 10 * 100)
}

/// A moment as calendar fields, the Windows `SYSTEMTIME`. The fields are not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateTime {
    /// The year, from 1601.
    pub year: u16,
    /// The month, from 1.
    pub month: u16,
    /// The day of the week; 0 is Sunday.
    pub day_of_week: u16,
    /// The day of the month, from 1.
    pub day: u16,
    /// The hour, 0 to 23.
    pub hour: u16,
    /// The minute.
    pub minute: u16,
    /// The second.
    pub second: u16,
    /// The millisecond.
    pub millisecond: u16,
}

impl DateTime {
    /// Returns the 16 bytes of the Windows structure in memory.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 16] {
        let Self {
            year,
            month,
            day_of_week,
            day,
            hour,
            minute,
            second,
            millisecond,
        } = self;
        let mut bytes = [0; 16];
        let fields = [
            year,
            month,
            day_of_week,
            day,
            hour,
            minute,
            second,
            millisecond,
        ];
        for (pair, field) in bytes.chunks_exact_mut(2).zip(fields) {
            pair.copy_from_slice(&field.to_le_bytes());
        }
        bytes
    }

    /// Takes the 16 bytes of the Windows structure in memory.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let field = |index: usize| u16::from_le_bytes([bytes[2 * index], bytes[2 * index + 1]]);
        Self {
            year: field(0),
            month: field(1),
            day_of_week: field(2),
            day: field(3),
            hour: field(4),
            minute: field(5),
            second: field(6),
            millisecond: field(7),
        }
    }
}

impl From<FileTime> for DateTime {
    /// Cuts the moment to whole milliseconds, in UTC.
    fn from(time: FileTime) -> Self {
        let days = time.0 / TICKS_PER_DAY;
        let milliseconds = time.0 % TICKS_PER_DAY / 10_000;
        let (year, month, day) = date(days + DAYS_TO_1601);
        Self {
            year: small(year),
            month: small(month),
            // 1601-01-01 was a Monday.
            day_of_week: small((days + 1) % 7),
            day: small(day),
            hour: small(milliseconds / 3_600_000),
            minute: small(milliseconds / 60_000 % 60),
            second: small(milliseconds / 1000 % 60),
            millisecond: small(milliseconds % 1000),
        }
    }
}

impl DateTime {
    /// `2026-11-23T04:00:00`
    fn write_seconds(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            ..
        } = self;
        write!(
            formatter,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )
    }
}

/// `2026-11-23T04:00:00.0000000Z`: UTC, with all the digits of a `FILETIME`.
impl core::fmt::Display for FileTime {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        DateTime::from(*self).write_seconds(formatter)?;
        write!(formatter, ".{:07}Z", self.0 % TICKS_PER_SECOND)
    }
}

/// `2026-11-23T04:00:00.000`: milliseconds, in an unknown time zone.
impl core::fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.write_seconds(formatter)?;
        write!(formatter, ".{:03}", self.millisecond)
    }
}

#[cfg(feature = "std")]
impl From<std::time::SystemTime> for DateTime {
    fn from(time: std::time::SystemTime) -> Self {
        FileTime::from(time).into()
    }
}

/// Returns the Gregorian date of a day counted from 0000-03-01.
///
/// A year that begins in March has its leap day last, so the months follow a linear rule (153 days for each five months), and
/// every 400 years are alike.
fn date(days: u64) -> (u64, u64, u64) {
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let leap_days = day_of_era / 1460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leap_days) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let (month, next_year) = if month_from_march < 10 {
        (month_from_march + 3, 0)
    } else {
        (month_from_march - 9, 1)
    };
    (era * 400 + year_of_era + next_year, month, day)
}

/// Narrows a calendar field. The largest is the year, which is at most 60,056.
fn small(field: u64) -> u16 {
    u16::try_from(field).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::{DateTime, FileTime, TICKS_PER_DAY};
    use std::string::ToString;

    fn date(ticks: u64) -> (u16, u16, u16, u16) {
        let date = DateTime::from(FileTime(ticks));
        (date.year, date.month, date.day, date.day_of_week)
    }

    #[test]
    fn times_keep_their_precision() {
        let time = FileTime(134_083_440_000_000_001);
        assert_eq!(time.to_string(), "2025-11-23T04:00:00.0000001Z");
        assert_eq!(DateTime::from(time).to_string(), "2025-11-23T04:00:00.000");
    }

    #[test]
    fn known_days() {
        assert_eq!(date(0), (1601, 1, 1, 1));
        assert_eq!(date(FileTime::UNIX_EPOCH.0), (1970, 1, 1, 4));
        assert_eq!(
            date(FileTime::UNIX_EPOCH.0 + 11_016 * TICKS_PER_DAY),
            (2000, 2, 29, 2)
        );
        assert_eq!(
            date(FileTime::UNIX_EPOCH.0 + 11_017 * TICKS_PER_DAY),
            (2000, 3, 1, 3)
        );
        assert_eq!(
            date(FileTime::UNIX_EPOCH.0 - 25_509 * TICKS_PER_DAY),
            (1900, 2, 28, 3)
        );
        assert_eq!(
            date(FileTime::UNIX_EPOCH.0 - 25_508 * TICKS_PER_DAY),
            (1900, 3, 1, 4)
        );
        assert_eq!(date(u64::MAX), (60_056, 5, 28, 0));
    }

    #[test]
    fn days_follow_each_other_for_a_thousand_years() {
        let mut previous = DateTime::from(FileTime(0));
        for day in 1..366_000 {
            let next = DateTime::from(FileTime(day * TICKS_PER_DAY));
            assert_eq!(next.day_of_week, (previous.day_of_week + 1) % 7);
            let same_month = (next.year, next.month, next.day)
                == (previous.year, previous.month, previous.day + 1);
            let same_year =
                (next.year, next.month, next.day) == (previous.year, previous.month + 1, 1);
            let new_year = (next.year, next.month, next.day) == (previous.year + 1, 1, 1);
            assert!(
                same_month || same_year || (new_year && previous.day == 31),
                "{next:?}"
            );
            previous = next;
        }
    }

    #[test]
    fn the_time_of_day_is_cut_to_milliseconds() {
        let time = DateTime::from(FileTime(
            ((13 * 60 + 14) * 60 + 15) * 10_000_000 + 9_169_999,
        ));
        assert_eq!(
            (time.hour, time.minute, time.second, time.millisecond),
            (13, 14, 15, 916)
        );
    }

    #[test]
    fn bytes_follow_the_windows_structure() {
        let time = DateTime {
            year: 0x07E8,
            month: 2,
            day_of_week: 4,
            day: 29,
            hour: 1,
            minute: 2,
            second: 3,
            millisecond: 0x0102,
        };
        let bytes = *b"\xe8\x07\x02\0\x04\0\x1d\0\x01\0\x02\0\x03\0\x02\x01";
        assert_eq!(time.to_bytes(), bytes);
        assert_eq!(DateTime::from_bytes(bytes), time);
        assert_eq!(std::format!("{time}"), "2024-02-29T01:02:03.258");
    }

    #[cfg(feature = "std")]
    #[test]
    fn system_time_goes_both_ways_and_saturates() {
        use core::time::Duration;
        use std::time::SystemTime;
        let moment = SystemTime::UNIX_EPOCH + Duration::new(1_700_000_000, 123_456_700);
        let time = FileTime::from(moment);
        assert_eq!(time, FileTime(133_444_736_001_234_567));
        assert_eq!(time.to_system_time(), Some(moment));
        let early = SystemTime::UNIX_EPOCH - Duration::from_secs(86_400);
        assert_eq!(FileTime::from(early).to_system_time(), Some(early));
        if let Some(too_early) =
            SystemTime::UNIX_EPOCH.checked_sub(Duration::from_secs(12_000_000_000))
        {
            assert_eq!(FileTime::from(too_early), FileTime(0));
        }
        if let Some(too_late) = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(1 << 42)) {
            assert_eq!(FileTime::from(too_late), FileTime(u64::MAX));
        }
    }
}
