"""Statements of banks, for tests: five files in the shapes that banks give them, and one made to measure."""

from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
ACCOUNT = "BE68539007547034"


def statement(name: str) -> bytes:
    """One of the files: belgian, dutch, french, german, luxembourgish."""
    return (FOLDER / f"{name}.xml").read_bytes()


def made_to_measure(
    *payments: tuple[int, str, str], account: str = ACCOUNT, day: date = date(2026, 3, 6), batch: str = "B1"
) -> bytes:
    """A statement with these payments: cents (below nought for money that went out), reference or words, and whose account."""
    entries = "".join(_entry(f"{batch}-{n}", *payment, day) for n, payment in enumerate(payments))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
        f"<BkToCstmrStmt><GrpHdr><MsgId>{batch}</MsgId></GrpHdr><Stmt><Id>{batch}</Id><Acct><Id><IBAN>{account}</IBAN></Id>"
        f"<Ccy>EUR</Ccy></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _entry(own: str, cents: int, said: str, name: str, day: date) -> str:
    side, party = ("CRDT", "Dbtr") if cents > 0 else ("DBIT", "Cdtr")
    is_bare = said.isdigit() and len(said) == 12
    told = f"<Strd><CdtrRefInf><Ref>{said}</Ref></CdtrRefInf></Strd>" if is_bare else f"<Ustrd>{said}</Ustrd>"
    reversed_ = "<RvslInd>true</RvslInd>" if cents < 0 else ""
    amount = f"{abs(cents) // 100}.{abs(cents) % 100:02d}"
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{reversed_}<Sts><Cd>BOOK</Cd></Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>{own}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"<RltdPties><{party}><Pty><Nm>{name}</Nm></Pty></{party}></RltdPties><RmtInf>{told}</RmtInf>"
        "</TxDtls></NtryDtls></Ntry>"
    )
