DROP TABLE comparisons;
DROP TABLE second_looks;
