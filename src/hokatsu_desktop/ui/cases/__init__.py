"""The case side of the program: the list of cases, the page of one case, and receiving a referral."""
