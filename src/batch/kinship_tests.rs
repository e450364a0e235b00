use super::*;
use proptest::prelude::*;

fn links(file: &[u8]) -> Result<String, String> {
    run(file, Output::Links).map(|out| String::from_utf8(out).unwrap())
}

#[test]
fn links_name_their_rows_and_their_reasons() {
    let file = "\u{feff}city,name\nRennes,Attac 35\nVern,Comité des fêtes\nNantes,\"ATTAC, Nantes\"\nBruz,Comité des fêtes\n";
    let out = links(file.as_bytes()).unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.first(), Some(&"row_a,row_b,weight,reasons"));
    assert_eq!(lines.len(), 2, "{out}");
    assert!(lines[1].starts_with("0,2,") && lines[1].contains("same_network_named: Attac"), "{out}");
    assert_eq!(run(file.as_bytes(), Output::Groups).unwrap(), b"group,row\n0,0\n0,2\n");
}

#[test]
fn a_siren_and_a_site_link_rows_too() {
    let out = links(b"name,siren,website\nLilas,123456789,\nRosier,123 456 789,https://rosier.fr\nOeillet,,www.rosier.fr\n").unwrap();
    assert!(out.contains("0,1,") && out.contains("1,2,") && !out.contains("0,2,"), "{out}");
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let cases: [(&[u8], &str); 7] = [
        (b"", "the file is empty"),
        (b"nom,ville\nx,y\n", "line 1: no column is called name"),
        (b"name;city\nx;y\n", "separate the columns with commas"),
        (b"name,city\nx,y\nf\xeates,y\n", "line 3: the file is not in UTF-8"),
        (b"name,city\nx,y\nz\n", "line 3: 1 columns where the first line has 2"),
        (b"name,city\nx,y\n\"z,y\nw,t\n", "line 3: "),
        (b"\xff\xfen\0", "UTF-16"),
    ];
    for (file, said) in cases {
        let error = links(file).unwrap_err();
        assert!(error.contains(said) && error.lines().count() == 1, "{said}: {error}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), head in any::<bool>()) {
        let file = if head { [b"name,city\n".as_slice(), &bytes].concat() } else { bytes };
        let _ = run(&file, Output::Groups);
    }
}
