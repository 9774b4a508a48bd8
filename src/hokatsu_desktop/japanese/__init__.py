"""Japanese text tools that know nothing of cases: dates, ages, fiscal years, open days, search folding, kana."""
