DROP TABLE alternatives;
