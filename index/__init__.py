"""Where does the text say it? Dutch lexical and dense retrieval over passages."""
