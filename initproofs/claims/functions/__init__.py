"""Claims about functions of real variables: which one is meant, what is asked, and the answer."""
