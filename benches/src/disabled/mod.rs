//! The cost of a disabled event in several systems.

mod bare;
#[cfg(all(feature = "comparisons", target_os = "linux"))]
mod event_header;
mod ours;
mod report;
#[cfg(all(feature = "comparisons", windows))]
mod trace_logging;
#[cfg(feature = "comparisons")]
mod tracing;

pub use report::report;

use crate::contender::Contender;

use std::sync::OnceLock;

/// The field of the event.
pub const APP_DOMAIN: &str = "/LM/W3SVC/1/ROOT";

/// The number of calls in `sixteen`.
pub const CALLS: u64 = 16;

/// A function with one call, to disassemble, and one with sixteen in a row, to make the loop around them negligible.
#[macro_export]
macro_rules! calls {
    ($contender:ident, |$text:ident| $emit:expr) => {
        mod $contender {
            #[allow(unused_imports, reason = "some expressions need no more than a path")]
            use super::*;

            #[inline(never)]
            fn one($text: &str) {
                $emit;
            }

            /// Keeps the function in the program although it has no caller.
            #[used]
            static ONE: fn(&str) = one;

    #[inline(never)]
            #[rustfmt::skip]
            fn sixteen($text: &str) {
                $emit; $emit; $emit; $emit; $emit; $emit; $emit; $emit;
                $emit; $emit; $emit; $emit; $emit; $emit; $emit; $emit;
            }

            pub(super) fn run(times: u64) {
                let text = std::hint::black_box($crate::disabled::APP_DOMAIN);
                for _ in 0..times.div_ceil($crate::disabled::CALLS) {
                    sixteen(text);
                }
            }
        }
    };
}
use calls;

/// The contender that only the measuring program can have: an event whose provider is part of the program.
static OF_THE_PROGRAM: OnceLock<Contender> = OnceLock::new();

/// Adds the contender of the program.
pub fn add(contender: Contender) {
    OF_THE_PROGRAM.get_or_init(|| contender);
}

/// Returns all contenders.
#[must_use]
pub fn contenders() -> Vec<Contender> {
    let mut all = vec![bare::CONTENDER];
    all.extend(OF_THE_PROGRAM.get());
    all.extend(ours::CONTENDERS);
    #[cfg(feature = "comparisons")]
    all.extend(tracing::CONTENDERS);
    #[cfg(all(feature = "comparisons", target_os = "linux"))]
    all.extend(event_header::CONTENDERS);
    #[cfg(all(feature = "comparisons", windows))]
    all.push(trace_logging::CONTENDER);
    all
}
