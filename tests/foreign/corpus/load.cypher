// load
LOAD CSV WITH HEADERS FROM 'file:///x.csv' AS row
MERGE (a:Person {name: row.name})
