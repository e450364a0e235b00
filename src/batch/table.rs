//! A CSV file, row by row (RFC 4180): what is wrong with it is said with its line, and no more than one row is ever held.
//!
//! The first line names the columns. `,`, `;` and the tab are told apart by it; a byte order mark is forgiven, empty lines are skipped.

use std::io::{BufRead, Read};

/// Bytes of a row at most: beyond, a quote was never closed.
const LONGEST: usize = 4 << 20;

/// Why a file cannot be read, in a sentence for its owner.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The reader failed.
    #[error("line {line}: the file cannot be read: {source}")]
    Input {
        /// The line it was at.
        line: u64,
        /// Why.
        source: std::io::Error,
    },
    /// There is nothing in it.
    #[error("line 1: the file is empty; its first line names the columns: name, object, city…")]
    Empty,
    /// It is not UTF-8.
    #[error("line {line}: this is not UTF-8; convert the file first, for instance: iconv -f {guess} -t UTF-8 FILE.csv > NEW.csv")]
    Encoding {
        /// The first line that is not.
        line: u64,
        /// What it probably is.
        guess: &'static str,
    },
    /// A quote is opened and never closed.
    #[error("line {line}: a quote opens here and never closes")]
    Unclosed {
        /// Where it opens.
        line: u64,
    },
    /// Something follows a closing quote.
    #[error("line {line}: column {column}: after a closing quote comes {separator:?} or the end of the line; a quote inside is written twice")]
    Quote {
        /// Where.
        line: u64,
        /// Which cell, from 1.
        column: usize,
        /// What separates cells in this file.
        separator: char,
    },
    /// A row is beyond all measure.
    #[error("line {line}: this row has more than {LONGEST} bytes; a quote that never closes, or not a CSV file")]
    Long {
        /// Where it starts.
        line: u64,
    },
    /// A row does not have as many cells as there are columns.
    #[error("line {line}: {found} cells where the first line names {expected} columns (separator {separator:?})")]
    Cells {
        /// Where it starts.
        line: u64,
        /// Cells of the row.
        found: usize,
        /// Columns of the file.
        expected: usize,
        /// What separates cells in this file.
        separator: char,
    },
    /// A column that cannot be missed is.
    #[error("line 1: no column {wanted:?} among: {found}")]
    Column {
        /// The column.
        wanted: &'static str,
        /// Those there are.
        found: String,
    },
    /// Two columns bear the same name.
    #[error("line 1: two columns are named {name:?}")]
    Twice {
        /// Their name.
        name: String,
    },
}

/// A row, and the line it starts at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// From 1, the line of the columns.
    pub line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The value of a column that [`Table::column`] found; empty where there is none.
    pub fn get(&self, column: Option<usize>) -> &str {
        column.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }
}

/// A file that is being read.
#[derive(Debug)]
pub struct Table<R> {
    input: R,
    line: u64,
    separator: u8,
    columns: Vec<String>,
}

impl<R: BufRead> Table<R> {
    /// Reads the names of the columns.
    pub fn open(input: R) -> Result<Self, Unreadable> {
        let mut table = Self { input, line: 0, separator: b',', columns: Vec::new() };
        let first = loop {
            match table.next_line()? {
                None => return Err(Unreadable::Empty),
                Some(line) if is_blank(&line) => {}
                Some(line) => break line,
            }
        };
        let line = first.strip_prefix("\u{feff}").unwrap_or(&first);
        table.separator = separator(line);
        let row = table.record(line.to_owned(), table.line)?;
        table.columns = row.cells.iter().map(|name| name.trim().to_lowercase()).collect();
        let twice =
            table.columns.iter().enumerate().find(|(at, name)| !name.is_empty() && table.columns.iter().take(*at).any(|other| other == *name));
        match twice {
            Some((_, name)) => Err(Unreadable::Twice { name: name.clone() }),
            None => Ok(table),
        }
    }

    /// Where the column of this name is.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Where the column of this name is: the file makes no sense without.
    pub fn needed(&self, wanted: &'static str) -> Result<usize, Unreadable> {
        self.column(wanted).ok_or_else(|| Unreadable::Column { wanted, found: self.columns.join(", ").chars().take(200).collect() })
    }

    /// The next row; nothing at the end.
    pub fn next_row(&mut self) -> Result<Option<Row>, Unreadable> {
        while let Some(line) = self.next_line()? {
            if is_blank(&line) {
                continue;
            }
            let row = self.record(line, self.line)?;
            let (found, expected) = (row.cells.len(), self.columns.len());
            if found != expected {
                return Err(Unreadable::Cells { line: row.line, found, expected, separator: self.separator.into() });
            }
            return Ok(Some(row));
        }
        Ok(None)
    }

    /// The next line with its end.
    fn next_line(&mut self) -> Result<Option<String>, Unreadable> {
        let mut bytes = Vec::new();
        self.line += 1;
        let line = self.line;
        let read = (&mut self.input).take(LONGEST as u64 + 1).read_until(b'\n', &mut bytes);
        match read.map_err(|source| Unreadable::Input { line, source })? {
            0 => Ok(None),
            n if n > LONGEST => Err(Unreadable::Long { line }),
            _ => match String::from_utf8(bytes) {
                Ok(text) => Ok(Some(text)),
                Err(wrong) => {
                    let wide =
                        wrong.as_bytes().starts_with(&[0xff, 0xfe]) || wrong.as_bytes().starts_with(&[0xfe, 0xff]) || wrong.as_bytes().contains(&0);
                    Err(Unreadable::Encoding { line, guess: if wide { "UTF-16" } else { "WINDOWS-1252" } })
                }
            },
        }
    }

    /// The row that this line begins, with the lines that its quotes hold.
    fn record(&mut self, first: String, start: u64) -> Result<Row, Unreadable> {
        let mut record = Record::default();
        let (mut line, mut size) = (first, 0);
        loop {
            size += line.len();
            if size > LONGEST {
                return Err(Unreadable::Long { line: start });
            }
            let separator = char::from(self.separator);
            record.read(&line, separator).map_err(|column| Unreadable::Quote { line: self.line, column, separator })?;
            if record.state != State::Quoted {
                return Ok(Row { line: start, cells: record.close() });
            }
            line = self.next_line()?.ok_or(Unreadable::Unclosed { line: start })?;
        }
    }
}

/// Where the reading of a cell is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At its start.
    #[default]
    Start,
    /// Outside quotes.
    Plain,
    /// Inside quotes.
    Quoted,
    /// After a quote that closes, or is the first of two.
    Closed,
}

/// A row on its way.
#[derive(Debug, Default)]
struct Record {
    cells: Vec<String>,
    cell: String,
    state: State,
}

impl Record {
    /// Reads one line more; the place of the cell, from 1, where something follows a closing quote.
    fn read(&mut self, line: &str, separator: char) -> Result<(), usize> {
        let mut characters = line.chars().peekable();
        while let Some(c) = characters.next() {
            let end = c == '\n' || (c == '\r' && matches!(characters.peek(), None | Some('\n')));
            match self.state {
                State::Quoted if c == '"' => self.state = State::Closed,
                State::Quoted => self.cell.push(c),
                State::Closed if c == '"' => {
                    self.cell.push(c);
                    self.state = State::Quoted;
                }
                _ if c == separator => {
                    self.cells.push(std::mem::take(&mut self.cell));
                    self.state = State::Start;
                }
                _ if end => {}
                State::Closed if c == ' ' => {}
                State::Closed => return Err(self.cells.len() + 1),
                State::Start if c == '"' => self.state = State::Quoted,
                State::Start | State::Plain => {
                    self.cell.push(c);
                    self.state = State::Plain;
                }
            }
        }
        Ok(())
    }

    fn close(mut self) -> Vec<String> {
        self.cells.push(self.cell);
        self.cells
    }
}

fn is_blank(line: &str) -> bool {
    line.trim_matches(['\r', '\n', '\u{feff}']).is_empty()
}

/// What separates the names of the columns most.
fn separator(line: &str) -> u8 {
    let count = |separator: u8| line.bytes().filter(|byte| *byte == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// A cell as it is written: between quotes where it has to be.
pub fn cell(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")).into() } else { text.into() }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
