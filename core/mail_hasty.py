"""Machines without any mark: an answer faster than people write, in words that machines add.

Some mail systems answer with nothing but a changed subject: "DELTA-1042: Printer (I am on leave)".
Neither sign is enough alone. People answer within a minute when they sit at the mail, and write
about absences at any hour; so both are asked for, and words that we had in our own subject do not
count. Whoever is taken for a machine all the same is not lost: a manager decides.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from .instants import to_utc

HASTE = timedelta(minutes=2)
# what machines of several languages put anywhere into a subject
MACHINE_WORDS = re.compile(
    r"out[ -]of[ -](?:the[ -])?office|\booo\b|\b(?:not in|away from) (?:the|my) (?:office|desk|mail)"
    r"|\bon (?:(?:annual|sick|parental|maternity|paternity) )?(?:leave|vacation|holidays?)\b"
    r"|\bauto(?:mat(?:ic|ed))?[ -]?(?:reply|response|answer)|\bno longer (?:with|works|employed)"
    r"|\b(?:we|i) (?:have )?(?:got|received) your (?:e-?mail|mail|message|request|inquiry)"
    r"|\bthank(?:s| you) for (?:your (?:e-?mail|mail|message|request|inquiry)|contacting|reaching)"
    r"|\b(?:ticket|case|request|inquiry) (?:#?\w+ )?(?:has been |was |is )?"
    r"(?:received|created|opened|registered)\b"
    r"|\b(?:mail|message|request) received\b|\backnowledge?ment of receipt|\bdo not reply\b"
    r"|\babwesen|\bnicht im (?:büro|haus|dienst)|\bim urlaub|\beingangsbestätigung"
    r"|\bautomatische antwort|\bihre (?:anfrage|nachricht|e-?mail) ist eingegangen"
    r"|\bafwezig|\bniet (?:op kantoor|aanwezig)|\b(?:met|op) vakantie|\bontvangstbevestiging"
    r"|\bautomatisch(?:e)? (?:antwoord|bericht)"
    r"|\babsen(?:t|ce) du bureau|\babsence\b|\ben cong[ée]s?\b|\ben vacances|\baccusé de réception"
    r"|\br[ée]ponse automatique|\bhors du bureau"
    r"|\bausente\b|\bausencia\b|\bde vacaciones|\bfuera de la oficina|\bacuse de recibo"
    r"|\brespuesta autom[áa]tica"
    r"|\bassen(?:te|za)\b|\bfuori (?:ufficio|sede)|\bin ferie\b|\bconferma di ricezione"
    r"|\brisposta automatica"
    r"|\baus[êe]ncia\b|\bde f[ée]rias|\bfora do escrit[óo]rio|\bresposta autom[áa]tica"
    r"|\bconfirmação de rece(?:bimento|ção)"
    r"|\bnieobecn|\bpoza biurem|\bna urlopie|\bautomatyczna odpowied[źz]"
    r"|\bfr[åa]nvar|\bp[åa] semester|\bautosvar|\bautomatiskt? svar|\bfravær|\bp[åa] ferie"
    r"|\bpoissa toimistolta|\blomalla\b|\bautomaattinen vastaus"
    r"|ofis dışında|\botomatik (?:yanıt|cevap)"
    r"|вне офиса|в отпуске|автоответ|автоматический ответ"
    r"|خارج المكتب|في إجازة|رد تلقائي|دفتر سے باہر|چھٹی پر|خودکار جواب"
    r"|不在办公室|休假|自动(?:回复|答复)|自動(?:回覆|返信|応答)|休暇|不在にして",
    re.IGNORECASE,
)


def hasty_words(
    subject: str, own_subjects: Iterable[str], answered: datetime, moments: Iterable[datetime]
) -> str:
    """The words by which an answer is a machine's; empty for one that a person may have written.

    :param subject: that of the answer
    :param own_subjects: what stood in our own mail, and so comes back in every answer to it
    :param answered: when we wrote what is answered
    :param moments: when the answer was written and when it came in, as far as known
    """
    begin = to_utc(answered, "answered")
    waited = [to_utc(moment, "moments") - begin for moment in moments]
    if not any(timedelta() <= span <= HASTE for span in waited):
        return ""
    ours = " ".join(own_subjects).lower()
    for found in MACHINE_WORDS.finditer(subject):
        if found[0].lower() not in ours:
            return found[0]
    return ""


def written_at(date: str) -> datetime | None:
    """What a mail's own Date says; None where it says nothing that is a moment."""
    try:
        moment = parsedate_to_datetime(date)
        return to_utc(moment if moment.tzinfo else moment.replace(tzinfo=UTC), "date")
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
