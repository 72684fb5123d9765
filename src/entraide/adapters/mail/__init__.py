"""Mail: letters.py says things in the reader's language, post.py hands them over, folder.py lays them in a folder instead."""
