//! A text as a picture that telephones read (QR code), drawn as one SVG path: black on white in any colour scheme.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The picture: its side in modules, and the path of the dark ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Modules a side, without the quiet zone of four around.
    pub side: usize,
    /// The dark modules.
    pub path: String,
}

impl Qr {
    /// Draws a text; nothing when it is too long for a picture.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let side = code.width();
        let mut path = String::new();
        for (y, line) in code.to_colors().chunks(side).enumerate() {
            let mut x = 0;
            for run in line.chunk_by(|a, b| a == b) {
                if run.first() == Some(&Color::Dark) {
                    // Writing into a string cannot fail.
                    let _ = write!(path, "M{x} {y}h{n}v1h-{n}z", n = run.len());
                }
                x += run.len();
            }
        }
        Some(Self { side, path })
    }

    /// The view box, with the quiet zone that readers need.
    pub fn view_box(&self) -> String {
        format!("-4 -4 {0} {0}", self.side + 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finder_of_the_first_corner_is_drawn() {
        let qr = Qr::of("otpauth://totp/x?secret=y").unwrap();
        assert!(qr.path.starts_with("M0 0h7v1h-7z"), "{}", &qr.path[..30]);
        assert_eq!(qr.side % 4, 1, "17 + 4 × version");
        assert_eq!(Qr::of(&"x".repeat(5000)), None);
    }
}
