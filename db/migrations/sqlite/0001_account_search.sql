-- Contentless: the words lie in accounts.folded, here are only their 1- and 2-character grams.
CREATE VIRTUAL TABLE `account_grams` USING fts5(g, content='', contentless_delete=1, detail=none, tokenize='unicode61');
