"""Mail: letter.py and the letters by subject say things in the reader's language, post.py hands them over, folder.py keeps them."""
