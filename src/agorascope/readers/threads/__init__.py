"""From what a format says to threads, the same for every reader: gathering, order, headings, people, notices."""
