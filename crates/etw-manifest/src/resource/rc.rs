//! The `.rc` text that names the binary files for a resource compiler.

use std::fmt::Write as _;

/// The text for message files in the order of their numbers and for the template file.
///
/// The highest number comes first, as in the files of mc.exe; the template then belongs to the language of the first file.
pub(crate) fn text(messages: &[(u16, String)], template: &str) -> String {
    let mut out = String::new();
    let ascii = template.is_ascii() && messages.iter().all(|(_, file)| file.is_ascii());
    if !ascii {
        // Resource compilers otherwise read the file in the machine's own code page.
        out.push_str("#pragma code_page(65001)\r\n");
    }
    for (language, file) in messages.iter().rev() {
        let (primary, sub) = (language & 0x3FF, language >> 10);
        let _ = write!(
            out,
            "LANGUAGE 0x{primary:x},0x{sub:x}\r\n1 11 \"{}\"\r\n",
            quoted(file)
        );
    }
    let _ = write!(out, "1 WEVT_TEMPLATE \"{}\"\r\n", quoted(template));
    out
}

/// A name between quotation marks. Systems on which one can have a line break have no resource compiler to find it.
fn quoted(file: &str) -> String {
    let plain = |it: char| if it.is_control() { '_' } else { it };
    file.replace('"', "\"\"").chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn several_languages_stand_in_reverse() {
        let files = [
            (0x0409, "MSG00001.bin".to_owned()),
            (0x0C0A, "MSG00002.bin".to_owned()),
        ];
        let expected = "LANGUAGE 0xa,0x3\r\n1 11 \"MSG00002.bin\"\r\n\
                        LANGUAGE 0x9,0x1\r\n1 11 \"MSG00001.bin\"\r\n\
                        1 WEVT_TEMPLATE \"pTEMP.BIN\"\r\n";
        assert_eq!(super::text(&files, "pTEMP.BIN"), expected);
    }
}
