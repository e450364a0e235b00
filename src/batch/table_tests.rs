use super::*;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let mut table = Table::open(bytes).map_err(|e| e.to_string())?;
    let mut rows = Vec::new();
    while let Some(row) = table.next_row().map_err(|e| e.to_string())? {
        rows.push(row.cells);
    }
    Ok(rows)
}

#[test]
fn files_are_read_as_they_are_written_everywhere() {
    for file in [
        "name,city\nA,B\n",
        "name;city\r\nA;B",
        "\u{feff}name\tcity\nA\tB\n\n",
        "\n Name ,CITY\n\"A\",\"B\"\r\n",
        "name,city\n\"A\" ,B",
        "name,city\r\n\r\nA,B\r",
    ] {
        assert_eq!(read(file.as_bytes()).unwrap(), [["A", "B"]], "{file:?}");
    }
    assert_eq!(read(b"a,b\n\"x, \"\"y\"\"\nz\",5\" tall\n").unwrap(), [["x, \"y\"\nz", "5\" tall"]]);
}

#[test]
#[rustfmt::skip]
fn what_is_wrong_is_said_with_its_line() {
    for (file, said) in [
        (&b""[..], "line 1: the file is empty"),
        (b"\xef\xbb\xbf\n", "line 1: the file is empty"),
        (b"name,city\nA,B\nC\n", "line 3: 1 cells where the first line names 2 columns (separator ',')"),
        (b"name;city\nA,B\n", "line 2: 1 cells where the first line names 2 columns (separator ';')"),
        (b"name,city\nA,B,C\n", "line 2: 3 cells"),
        (b"name,name\n", "line 1: two columns are named \"name\""),
        (b"name,city\nA,\"B\nC,D\n", "line 2: a quote opens here and never closes"),
        (b"name,city\nA,\"B\"C\n", "line 2: column 2: after a closing quote"),
        (b"name,city\nA,\"B\nC\"D\n", "line 3: column 2: after a closing quote"),
        (b"name,city\nA,B\n\xe9cole,C\n", "line 3: this is not UTF-8; convert the file first, for instance: iconv -f WINDOWS-1252"),
        (b"\xff\xfen\0a\0", "line 1: this is not UTF-8; convert the file first, for instance: iconv -f UTF-16"),
    ] {
        let error = read(file).unwrap_err();
        assert!(error.starts_with(said), "{error}");
    }
    let huge = [b"name\n\"".to_vec(), b"x\n".repeat(3 << 20)].concat();
    assert!(read(&huge).unwrap_err().starts_with("line 2: this row has more than"));
    let found = Table::open(&b"nom,ville\n"[..]).unwrap().needed("name").unwrap_err().to_string();
    assert_eq!(found, "line 1: no column \"name\" among: nom, ville");
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(rows in proptest::collection::vec(("[a-c,;\"\n\r é]{0,9}", "\\PC{0,9}"), 0..6)) {
        let mut file = String::from("name,city\n");
        for (a, b) in &rows {
            file += &format!("{},{}\n", cell(a), cell(b));
        }
        let read = read(file.as_bytes()).unwrap();
        prop_assert_eq!(read, rows.iter().map(|(a, b)| vec![a.clone(), b.clone()]).collect::<Vec<_>>());
    }

    #[test]
    fn whatever_the_bytes_nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[a-b,;\"\n\r\t\u{feff}é]{0,60}") {
        let _ = (read(&bytes), read(text.as_bytes()));
    }
}
