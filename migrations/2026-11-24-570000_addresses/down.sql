DROP TABLE quarantines;
DROP TABLE reserved_labels;
