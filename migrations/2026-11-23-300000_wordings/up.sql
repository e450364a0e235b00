-- Texts in the coordinators' own words (spec 5.8): each save is a row that never changes; one row of a series is in use at most.
-- Letters begin without any: the templates of the house are theirs. The replies below begin the list.

CREATE TABLE wordings (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    series TEXT NOT NULL,
    title TEXT NOT NULL,
    version BIGINT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id TEXT REFERENCES volunteers (id),
    written_at TIMESTAMP NOT NULL,
    current BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX wordings_by_series ON wordings (series, version);

INSERT INTO wordings (id, kind, series, title, version, subject, body, author_id, written_at, current) VALUES
    ('019aafe8-3a00-7000-8000-000000000101', 'reply', '019aafe8-3a00-7000-8000-000000000101', 'Préciser les activités', 1, '',
     'Nous aimerions mieux comprendre ce que fait {structure}. Pouvez-vous nous raconter, en quelques phrases, vos activités de l’année passée et celles que vous préparez ? À qui s’adressent-elles, et comment y prend-on part ?

Un lien vers un article, une affiche ou un compte rendu nous aide beaucoup.',
     NULL, '2026-11-23 10:00:00', TRUE),
    ('019aafe8-3a00-7000-8000-000000000102', 'reply', '019aafe8-3a00-7000-8000-000000000102', 'Qui vous êtes', 1, '',
     'Nous ouvrons des espaces à des groupes, et nous cherchons à savoir qui fait vivre {structure}. Combien de personnes y prennent part, et comment décidez-vous ensemble ? Le groupe sait-il que vous demandez un espace en son nom ?

Si la structure est déclarée, donnez-nous aussi son numéro.',
     NULL, '2026-11-23 10:00:00', TRUE),
    ('019aafe8-3a00-7000-8000-000000000103', 'reply', '019aafe8-3a00-7000-8000-000000000103', 'Réseau', 1, '',
     'Nous recevons plusieurs demandes de groupes proches de {structure}. Faites-vous partie d’un réseau, d’une fédération ou d’une structure plus large ? Si oui, lequel, et combien d’espaces {service} ses groupes ont-ils déjà, ou comptent-ils demander ?

Plusieurs espaces sont possibles tant que chaque groupe vit par lui-même ; au-delà, nous vous indiquerons des hébergeurs faits pour cela.',
     NULL, '2026-11-23 10:00:00', TRUE),
    ('019aafe8-3a00-7000-8000-000000000104', 'reply', '019aafe8-3a00-7000-8000-000000000104', 'Nom de l’adresse', 1, '',
     'Vous demandez l’adresse {adresse}. Elle ne pourra plus changer une fois l’espace ouvert, et tout le monde la verra : mieux vaut qu’on y reconnaisse votre structure. Souhaitez-vous la garder ? Sinon, laquelle préférez-vous ?',
     NULL, '2026-11-23 10:00:00', TRUE),
    ('019aafe8-3a00-7000-8000-000000000105', 'reply', '019aafe8-3a00-7000-8000-000000000105', 'Site introuvable', 1, '',
     'Nous n’avons pas réussi à ouvrir le site que vous nous avez donné. Son adresse est-elle la bonne ?

S’il n’est plus en ligne, dites-nous où l’on parle de {structure} : une page sur un réseau social, un article, le site d’un partenaire ou de la commune.',
     NULL, '2026-11-23 10:00:00', TRUE);
