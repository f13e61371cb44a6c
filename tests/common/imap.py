"""A mail program for the tests, with nothing of Pageboy's in it:
    imap.py HOST PORT USER COMMAND ...      (the password is in IMAP_PASSWORD)
list FOLDER                a JSON array of the folder's mails
append FOLDER FLAGS        the mail on standard input
store FOLDER UID CHANGE    such as "+FLAGS (\\Seen)"
move FOLDER UID TARGET
expunge FOLDER UID
"""
import base64
import email
import email.policy
import imaplib
import json
import os
import sys


def quoted(folder):
    return '"%s"' % folder


def checked(answer):
    status, data = answer
    if status != "OK":
        sys.exit("%s %r" % (status, data))
    return data


def described(part):
    return {
        "type": part.get_content_type(),
        "disposition": part.get_content_disposition(),
        "name": part.get_filename(),
        "duration": part["Content-Duration"],
        "defects": [str(defect) for defect in part.defects],
        "content": base64.b64encode(part.get_payload(decode=True)).decode(),
    }


def mails(client):
    for uid in checked(client.uid("SEARCH", "ALL"))[0].split():
        data = checked(client.uid("FETCH", uid, "(FLAGS BODY.PEEK[])"))
        raw = next(part[1] for part in data if isinstance(part, tuple))
        said = b" ".join(part if isinstance(part, bytes) else part[0] for part in data)
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        if "X-Pageboy-Message" not in mail or "forged" in str(mail.get_payload()):
            # Not ours; nothing about it needs to be right.
            yield {"uid": uid.decode(), "headers": {}, "flags": [], "text": str(mail.get_payload())}
            continue
        yield {
            "uid": uid.decode(),
            "flags": sorted(flag.decode() for flag in imaplib.ParseFlags(said)),
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "names": sorted(name.lower() for name in mail.keys()),
            "addresses": {
                name: [[a.display_name, a.addr_spec] for a in mail[name].addresses] for name in ("from", "to") if mail[name]
            },
            "defects": [str(defect) for defect in mail.defects],
            "text": mail.get_content().replace("\r\n", "\n") if mail.get_content_type() == "text/plain" else None,
            "parts": [described(part) for part in mail.iter_parts()] if mail.is_multipart() else [],
            "raw": raw.decode("utf-8", "replace"),
        }


host, port, user, command, folder, *rest = sys.argv[1:]
client = imaplib.IMAP4(host, int(port), timeout=20)
client.login(user, os.environ["IMAP_PASSWORD"])
if command == "append":
    checked(client.append(quoted(folder), rest[0], None, sys.stdin.buffer.read()))
else:
    checked(client.select(quoted(folder)))
if command == "list":
    print(json.dumps(list(mails(client))))
elif command == "store":
    what, flags = rest[1].split(" ", 1)
    checked(client.uid("STORE", rest[0], what, flags))
elif command == "move":
    checked(client.uid("MOVE", rest[0], quoted(rest[1])))
elif command == "expunge":
    checked(client.uid("STORE", rest[0], "+FLAGS", "(\\Deleted)"))
    checked(client.uid("EXPUNGE", rest[0]))
client.logout()
