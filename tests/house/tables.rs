//! The schema that diesel sees is the schema that both databases have.

use crate::files;
use crate::house::{House, On};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

type Columns = BTreeMap<(String, String), (String, bool)>;

/// What `schema.rs` says.
fn seen() -> Columns {
    let (_, text) = files("src/store", "schema.rs").remove(0);
    let mut columns = Columns::new();
    let mut table = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with("diesel::")) {
        if let Some((name, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            let (kind, nullable) = kind.strip_prefix("Nullable<").map_or((kind, false), |kind| (kind.trim_end_matches('>'), true));
            columns.insert((table.clone(), name.to_owned()), (kind.to_owned(), nullable));
        } else if let Some((name, _)) = line.split_once(" (").filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')) {
            name.clone_into(&mut table);
        }
    }
    columns
}

/// What a database has.
async fn there(on: On) -> Columns {
    let house = House::on(on);
    let sql = match on {
        On::Sqlite => {
            "SELECT m.name AS table_name, c.name AS column_name, c.type AS kind, (c.\"notnull\" = 0) AS nullable
             FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'search\\_%' ESCAPE '\\'"
        }
        On::Postgres => {
            "SELECT table_name::text, column_name::text, data_type::text AS kind, (is_nullable = 'YES') AS nullable
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%' AND data_type <> 'tsvector'"
        }
    };
    let rows: Vec<Column> = house.app.store.read(move |db| Ok::<_, passeur::store::Error>(diesel::sql_query(sql).load(&mut **db)?)).await.unwrap();
    let kind = |kind: &str| match kind.to_lowercase().as_str() {
        "text" => "Text",
        "bigint" => "BigInt",
        "boolean" => "Bool",
        "timestamp" | "timestamp without time zone" => "Timestamp",
        other => panic!("a column of kind {other}"),
    };
    rows.into_iter().map(|row| ((row.table_name, row.column_name), (kind(&row.kind).to_owned(), row.nullable))).collect()
}

#[actix_web::test]
async fn both_databases_have_the_tables_that_the_code_sees() {
    let seen = seen();
    assert!(seen.len() > 60, "{} columns are read from schema.rs", seen.len());
    for on in [On::Sqlite, On::Postgres] {
        let there = there(on).await;
        let differ = |a: &Columns, b: &Columns| {
            a.iter().filter(|(key, value)| b.get(key) != Some(value)).map(|(key, value)| format!("{key:?} {value:?}")).collect::<Vec<_>>()
        };
        assert_eq!((differ(&seen, &there), differ(&there, &seen)), (vec![], vec![]));
    }
}

#[test]
fn migrations_keep_to_the_portable_subset() {
    for (path, text) in files("migrations", "up.sql") {
        let sql: String = text.lines().map(|line| line.split("--").next().unwrap_or_default().to_uppercase() + "\n").collect();
        for banned in ["ON CONFLICT", "AUTOINCREMENT", "SERIAL", "NOW()", "CURRENT_TIMESTAMP", "JSONB", "DATETIME", " INTEGER", "STRFTIME", "UUID"] {
            assert!(!sql.contains(banned), "{}: {banned}", path.display());
        }
    }
}
