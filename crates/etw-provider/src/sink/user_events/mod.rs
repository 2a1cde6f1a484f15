//! The [`Sink`] of Linux: `user_events`, through which perf and ftrace get events in the encoding `EventHeader`.
//!
//! Each enable word is a tracepoint, `Provider_L<level>K<keyword>`. The kernel sets a bit of the word while the tracepoint is
//! enabled. If the kernel has no `user_events` (before 6.4, or built without it), or this process may not use it, registering
//! costs one attempt to open a file.
//!
//! A registration belongs to the memory of a process. A `fork` copies it, so the words of the child follow the tracepoints too.
//! The indices of tracepoints belong to the file, which parent and child share. An `exec` ends the registration.

mod data_file;
mod system;
mod tracepoint;

use core::mem::MaybeUninit;
use core::num::TryFromIntError;
use std::fs::File;
use std::io::{IoSlice, Write};

use crate::event_header::{Header, Layout, Problem, reencode};
use crate::{Activity, EnableWord, EventMetadata, MAX_PAYLOAD, Outcome, Provider};
pub(crate) use tracepoint::Tracepoint;

/// The numbers of errors: no such file, input or output, bad file, invalid argument, no such function, message too long.
const ENOENT: u32 = 2;
const EIO: u32 = 5;
const EBADF: u32 = 9;
const EINVAL: u32 = 22;
const ENOSYS: u32 = 38;
const EMSGSIZE: u32 = 90;

/// The size of the buffer in which an event is first encoded again.
const SMALL: usize = 1024;

/// The tracepoints of a provider. Each enable word has the index of its tracepoint.
pub(crate) struct Sink;

impl Sink {
    pub(crate) const fn new() -> Self {
        Self
    }

    /// Registers a tracepoint for each word. The bits of tracepoints that are enabled already are set when this returns.
    ///
    /// If one fails, the others are registered nevertheless, and the code of the first failure is returned.
    #[expect(
        clippy::unused_self,
        reason = "the functions are those of the other sinks"
    )]
    pub(crate) fn register(&self, provider: &'static Provider) -> Result<(), u32> {
        let file = data_file::open()?;
        let name = provider.identity().name();
        let mut result = Ok(());
        for word in provider.words() {
            result = result.and(tracepoint::register(file, name, word));
        }
        result
    }

    #[expect(
        clippy::unused_self,
        reason = "the functions are those of the other sinks"
    )]
    pub(crate) fn unregister(&self, provider: &'static Provider) {
        if let Some(file) = data_file::opened() {
            for word in provider.words() {
                tracepoint::unregister(file, word);
            }
        }
    }

    /// Writes an event. If another thread unregisters the tracepoint meanwhile, the kernel drops the event.
    #[expect(
        clippy::unused_self,
        reason = "the functions are those of the other sinks"
    )]
    pub(crate) fn write(
        &self,
        word: &'static EnableWord,
        event: &'static EventMetadata,
        activity: &Activity,
        payload: &[u8],
    ) -> Outcome {
        let (Some(file), Some(index)) = (data_file::opened(), word.tracepoint.index()) else {
            return Outcome::Disabled;
        };
        let Ok(record) = Record::new(file, index, event, activity) else {
            return Outcome::Failed(EMSGSIZE);
        };
        match event.template().layout() {
            Layout::Same => record.write(&[], payload),
            Layout::Different => record.write_reencoded(event, payload),
            Layout::Opaque => match u16::try_from(payload.len()) {
                Ok(size) => record.write(&size.to_le_bytes(), payload),
                Err(_) => Outcome::Failed(EMSGSIZE),
            },
        }
    }
}

/// An event up to its payload.
struct Record<'f> {
    file: &'f File,
    header: Header,
    /// The name, its end, and the description of the fields; empty if there is no description.
    description: [&'static [u8]; 3],
}

impl<'f> Record<'f> {
    /// Makes the record. Fails if the description is too long.
    fn new(
        file: &'f File,
        index: u32,
        event: &'static EventMetadata,
        activity: &Activity,
    ) -> Result<Self, TryFromIntError> {
        let description = match event.template().description() {
            Some(fields) => [shown_name(event.name()), &[0], fields],
            None => [&[][..]; 3],
        };
        let size = description.iter().map(|part| part.len()).sum::<usize>();
        // With a description, there is at least the end of the name.
        let size = Some(u16::try_from(size)?).filter(|size| *size > 0);
        Ok(Self {
            file,
            header: Header::new(index, event.descriptor(), activity, size),
            description,
        })
    }

    /// Encodes the payload in the smallest buffer that holds it, and writes the event.
    fn write_reencoded(&self, event: &'static EventMetadata, payload: &[u8]) -> Outcome {
        // Most payloads grow by a few bytes or not at all.
        if payload.len() <= SMALL / 2 {
            match self.write_within::<SMALL>(event, payload) {
                Err(Problem::TooLarge) => {}
                Err(Problem::Malformed) => return Outcome::Failed(EINVAL),
                Ok(outcome) => return outcome,
            }
        }
        match self.write_within::<MAX_PAYLOAD>(event, payload) {
            Err(Problem::TooLarge) => Outcome::Failed(EMSGSIZE),
            Err(Problem::Malformed) => Outcome::Failed(EINVAL),
            Ok(outcome) => outcome,
        }
    }

    // Not inlined, so that a small event does not reserve the stack of the largest.
    #[inline(never)]
    fn write_within<const SIZE: usize>(
        &self,
        event: &'static EventMetadata,
        payload: &[u8],
    ) -> Result<Outcome, Problem> {
        let mut storage = [const { MaybeUninit::uninit() }; SIZE];
        let payload = reencode(event.fields(), payload, &mut storage)?;
        Ok(self.write(&[], payload))
    }

    /// Writes the event in one system call.
    fn write(&self, prefix: &[u8], payload: &[u8]) -> Outcome {
        let [name, end, fields] = self.description;
        let parts = [self.header.as_bytes(), name, end, fields, prefix, payload];
        let size = parts.iter().map(|part| part.len()).sum::<usize>();
        let mut file = self.file;
        match file.write_vectored(&parts.map(IoSlice::new)) {
            Ok(written) if written == size => Outcome::Written,
            Ok(_) => Outcome::Failed(EIO),
            Err(error) => match system::error_number(&error) {
                // The kernel's answer if the tracepoint has been disabled meanwhile.
                EBADF => Outcome::Disabled,
                code => Outcome::Failed(code),
            },
        }
    }
}

/// Returns the name of an event up to the first character that decoders would take for its end or for attributes.
fn shown_name(name: &str) -> &[u8] {
    let mut parts = name.as_bytes().split(|byte| matches!(byte, 0 | b';'));
    parts.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Record, shown_name};
    use crate::event_header::Header;
    use crate::{Activity, EventDescriptor, Outcome};
    use std::fs::{File, OpenOptions};

    fn write_to(file: &File) -> Outcome {
        let record = Record {
            file,
            header: Header::new(0, &EventDescriptor::new(1, 0), &Activity::CURRENT, None),
            description: [&[]; 3],
        };
        record.write(&[], b"payload")
    }

    #[test]
    #[cfg_attr(miri, ignore = "opens devices")]
    fn the_answer_of_the_kernel_is_the_outcome() {
        let open = |path| OpenOptions::new().write(true).open(path).unwrap();
        assert_eq!(write_to(&open("/dev/null")), Outcome::Written);
        // A file that is open for reading answers EBADF, as a disabled tracepoint does.
        let disabled = File::open("/dev/null").unwrap();
        assert_eq!(write_to(&disabled), Outcome::Disabled);
        assert_eq!(write_to(&open("/dev/full")), Outcome::Failed(28));
    }

    #[test]
    fn a_name_ends_where_decoders_would_take_it_to_end() {
        assert_eq!(shown_name("Started"), b"Started");
        assert_eq!(shown_name("a;task=b"), b"a");
        assert_eq!(shown_name("a\0b"), b"a");
        assert_eq!(shown_name(""), b"");
    }
}
