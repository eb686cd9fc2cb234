/** Every word of the portal, in German, with formal address. See `en.ts` for the rules. */
import type { PortalCopy } from "./en.ts";
import { me } from "../me/de.ts";

const typedHeading = "Zuerst prüfen wir, ob Sie es sind";

export const de: PortalCopy = {
  lang: "de",
  dir: "ltr",
  name: "Deutsch",
  language: "Sprache",
  brand: "{organisation} IT",
  date: "{weekday}, {day}. {month}",
  practice:
    "**Übung.** Sie prüfen sich selbst. Es zählt nicht: kein Konto ändert sich, und niemand wird benachrichtigt.",
  deskPlace: "IT-Servicedesk",
  reportLink: "Das war ich nicht",
  goBack: "Zurück",
  call: "{phone} anrufen",
  open: { until: "Heute geöffnet bis {until} Uhr", from: "Heute geöffnet von {from} bis {until} Uhr" },
  titles: {
    landing: "Start",
    code: "Code",
    question: "Frage {n}",
    warning: "Angehalten",
    report: "Das war ich nicht",
    reported: "Gemeldet",
    approving: "Warten",
    holding: "Später wiederkommen",
    action: "Ihr Konto",
    action_done: "Fertig",
    action_withdrawn: "Nächster Schritt",
    verified: "Fertig",
    not_verified: "Nächster Schritt",
    timed_out: "Zeit abgelaufen",
    person_asked: "Nächster Schritt",
    other_browser: "Anderer Browser",
    no_cookies: "Im Browser öffnen",
    move_code: "Code",
    moved: "Anderer Browser",
    ended: "Link beendet",
    unknown: "Unbekannter Link",
    fault: "Fehler",
    busy: "Einen Moment",
    data: "Ihre Daten",
    other_ways: "Andere Wege",
  },

  landing: {
    headings: {
      password_reset: typedHeading,
      account_unlock: typedHeading,
      mfa_reset: typedHeading,
      identity_check: typedHeading,
    },
    who: "**{agent}** vom IT-Servicedesk hat Ihnen diesen Link geschickt. Danach geht es mit Ihrem Ticket weiter.",
    typed: {
      heading: typedHeading,
      who: "Der IT-Servicedesk hat Ihnen diesen Link zu Ticket {ticket} geschickt.",
    },
    ticket: "Ticket {ticket}",
    openedToday: "Ticket {ticket}, heute um {time} eröffnet",
    openedEarlier: "Ticket {ticket}, eröffnet am {day}.\u00a0{month} um {time}",
    minutes: { one: "{n} Minute", other: "{n} Minuten" },
    questions: "{least} bis {most} Fragen",
    longer:
      "Danach kann es länger dauern: Noch jemand muss zustimmen, oder es wird zu Ihrem Schutz eine Weile angehalten.",
    question: "Wie hat das angefangen?",
    hint: "Wählen Sie selbst. Die IT sagt Ihnen nie, worauf Sie hier drücken sollen.",
    started: {
      i_contacted: "Ich habe mich an die IT gewandt",
      someone: "Jemand hat sich bei mir gemeldet",
      unknown: "Ich weiß es nicht",
    },
    collected:
      "Mit Ihren Antworten, Ihrem Netz und Ihrem Browser prüfen wir, ob Sie es sind. Nie mit Ihren Fotos, Dateien oder Nachrichten. Ihre Antworten werden nach 30 Tagen gelöscht. Sie dürfen Nein sagen.",
    dataLink: "Ihre Daten",
    otherWaysLink: "Andere Wege, sich auszuweisen",
  },

  data: {
    heading: "Was wir verwenden und warum",
    kept: {
      answers: "**Ihre Antworten und wonach wir gefragt haben**: nach {days} Tagen gelöscht.",
      contact: "**Die Nummer oder Adresse, an die wir geschrieben haben**: nach {days} Tagen gelöscht.",
      evidence: "**Ihr Netz und Browser und wann Sie was getan haben**: nach {days} Tagen gelöscht.",
      ticketText: "**Unsere Kopie des Textes Ihres Tickets**: {days} Tage nach der letzten Änderung gelöscht.",
      leaver:
        "**Was Ihr Verzeichnis über Sie sagt, mit Ihren Kontakten**: {days} Tage nach Ihrem Ausscheiden gelöscht.",
      phone: "**Ein Merkmal Ihres Telefons, um es wiederzuerkennen**: nach {days} Tagen gelöscht.",
      record:
        "**Ein Eintrag, dass die Prüfung stattgefunden hat und wie sie ausging**: {years} Jahre aufbewahrt, wie es unsere Regeln verlangen.",
    },
    why: ["{organisation} lässt {brand} prüfen, wer anfragt, damit niemand anders Ihr Konto ändern kann."],
    rights: [
      "Sie müssen das nicht hier tun. Wenn Sie Nein sagen, ändern wir Ihr Konto nicht, und Sie können einen anderen Weg nehmen.",
      "Fragen, oder möchten Sie Ihre Daten sehen oder löschen lassen: {contact}.",
    ],
  },

  otherWays: {
    heading: "Andere Wege, sich auszuweisen",
    ways: [
      "Gehen Sie mit Ihrem Dienstausweis hierhin: {place}. {open}",
      "Bitten Sie Ihre Führungskraft, für Sie beim IT-Servicedesk anzurufen.",
      "Sagen Sie der Person am Telefon, dass Sie das lieber nicht möchten. Es passiert nichts Schlimmes.",
    ],
  },

  code: {
    label: "Geben Sie die 6 Ziffern ein, die Ihnen die IT vorliest",
    hint: "Die IT liest sie Ihnen vor. Sie bittet Sie nie, sie vorzulesen.",
    limits: "Sie gelten bis {time}. {tries}",
    tries: { one: "Sie haben {n} Versuch.", other: "Sie haben {n} Versuche." },
    wrong: "Diese Ziffern stimmen nicht. {tries}",
    triesLeft: { one: "Sie haben noch {n} Versuch.", other: "Sie haben noch {n} Versuche." },
    notACode: "Geben Sie alle 6 Ziffern ein. Das hat keinen Versuch gekostet.",
    ended: "Diese Ziffern gelten nicht mehr. Bitten Sie die IT um neue.",
    submit: "Weiter",
  },

  moveCode: {
    heading: "Geben Sie die 6 Ziffern ein, die wir Ihnen geschickt haben",
    label: "Die 6 Ziffern",
    hint: "Sie gingen an dasselbe Telefon oder dieselbe E-Mail-Adresse wie zuvor. Lesen Sie sie nie vor.",
    ended: "Diese Ziffern gelten nicht mehr.",
    again: "Neue Ziffern schicken",
  },

  checking: {
    over: "Sie haben angegeben: Ich habe mich an die IT gewandt",
    heading: "Ihre erste Frage kommt",
    text: "Das dauert ein bis zwei Sekunden. Sie müssen nichts tun.",
    collected: "Wir sehen uns Ihr Netz und Ihren Browser an. Nie Ihre Fotos, Dateien oder Nachrichten.",
  },

  question: {
    progress: {
      within: "Frage {n} von {least} bis {most}",
      beyond: "Frage {n}, noch ein paar",
      last: "Frage {n}, die letzte",
    },
    kinds: {
      peer: { heading: "Wer von diesen Personen hat dieselbe Führungskraft wie Sie?" },
      direct_report: { heading: "Wer von diesen Personen berichtet an Sie?" },
      group: { heading: "In welcher dieser Gruppen sind Sie?" },
      closed_ticket: { heading: "Wobei sollte die IT Ihnen schon einmal helfen?" },
      meeting_person: { heading: "Mit wem hatten Sie am {date} eine Besprechung?" },
      manager: {
        heading: "Wer ist Ihre Führungskraft?",
        hint: "Vor- und Nachname. Kleine Schreibfehler sind in Ordnung.",
      },
      sign_in_city: {
        heading: "In welcher Stadt waren Sie, als Sie sich vor heute zuletzt bei der Arbeit angemeldet haben?",
      },
      start_month: { heading: "Wann haben Sie bei {organisation} angefangen?" },
    },
    choiceHint: "Tippen Sie auf eine Antwort. Auf der nächsten Seite können Sie sie noch ändern.",
    monthHint: "Erst das Jahr, dann den Monat. Ungefähr genügt.",
    none: "Nichts davon",
    skip: "Weiß ich nicht",
    skipHint: "Sie müssen nicht alles wissen. Dann fragen wir etwas anderes.",
    submit: "Weiter",
    answer: "Ihre Antwort",
    month: "Monat",
    year: "Jahr",
    earlier: "Frühere Jahre",
    change: "Letzte Antwort ändern",
    until: "Sie haben Zeit bis **{time}**",
    moreTime: "Ich brauche mehr Zeit",
    added: "10 Minuten mehr",
    soon: "Noch zwei Minuten. Drücken Sie „Ich brauche mehr Zeit“, wenn Sie 10 mehr möchten.",
    soonNoMore: "Noch zwei Minuten.",
    problem: "Bitte prüfen Sie Ihre Antwort",
    problems: {
      year: "Wählen Sie erst das Jahr",
      month: "Wählen Sie einen Monat",
      empty: "Geben Sie eine Antwort ein, oder drücken Sie Weiß ich nicht",
      too_long: "Geben Sie eine kürzere Antwort ein",
    },
  },

  offline: {
    heading: "Keine Verbindung",
    text: "Ihre Antwort ist gespeichert. Wir schicken sie ab, sobald Sie wieder online sind.",
    retry: "Jetzt versuchen",
    waiting: "Wartet auf das Senden",
    sent: "Gesendet. Sie sind wieder online.",
  },

  warning: {
    state: "Prüfung angehalten",
    headings: {
      someone: "Halten Sie hier an.\nDas kann ein Trick sein",
      unknown: "Halten Sie hier an.\nErst einmal sicher sein",
    },
    text: "Manche geben sich als IT aus. Es war richtig, anzuhalten. An Ihrem Konto hat sich nichts geändert.",
    never: "Die IT bittet Sie nie,",
    nevers: [
      "einen Code oder ein Passwort vorzulesen",
      "eine Anmeldung zu bestätigen, die Sie nicht begonnen haben",
      "eine App zu installieren, die Ihren Bildschirm zeigt",
      "auf dieser Seite auf etwas Bestimmtes zu drücken",
    ],
    next: "Was Sie jetzt tun",
    steps: [
      "Wenn Sie gerade telefonieren, legen Sie auf.",
      "Rufen Sie die IT selbst an. Nehmen Sie eine Nummer, die Sie schon kennen, zum Beispiel die auf Ihrem Dienstausweis.",
    ],
    note: "Wir haben es dem IT-Servicedesk gesagt. Aus Versehen gedrückt? Bitten Sie dort um einen neuen Link.",
  },

  report: {
    heading: "Sie haben das nicht angefragt?",
    intro: "Wenn Sie uns sagen, dass Sie das nicht waren, dann",
    stop: "halten wir diese Anfrage sofort an",
    tellSecurity: "sagen wir es dem Sicherheitsteam",
    tellDesk: "sagen wir es dem IT-Servicedesk",
    block: "nehmen wir für Ihr Konto bis morgen um {time} keine neuen Passwort-Anfragen an",
    forget: {
      sms: "verwenden wir diese Telefonnummer nicht mehr für {organisation}",
      email: "verwenden wir diese E-Mail-Adresse nicht mehr für {organisation}",
    },
    same: "Was gleich bleibt",
    sameOnRecord: "Ihr Passwort ändert sich nicht. Sie können sich anmelden und arbeiten wie immer.",
    sameTyped: "Sonst passiert nichts. Sie müssen nichts weiter tun.",
    yes: "Ja, das war ich nicht",
    no: "Nein, zurück",
  },

  reported: {
    state: "Angehalten um {time}",
    heading: "Danke. Wir haben es angehalten",
    security:
      "Wir sagen es dem Sicherheitsteam. Ihr Passwort hat sich nicht geändert. Sie können diese Seite schließen.",
    desk: "Wir haben es dem IT-Servicedesk gesagt. Ihr Passwort hat sich nicht geändert. Sie können diese Seite schließen.",
  },

  holding: {
    state: "Warten",
    heading: "Kommen Sie um {time} wieder, in diesem Browser",
    headingDesk: "Um {time} geht es weiter",
    text: "Ihr Teil ist fürs Erste erledigt. Zu Ihrem Schutz kann vor **{time}** nichts geändert werden. Die Kontakte, die die IT von Ihnen hat, wurden über diese Anfrage informiert, und jeder von ihnen kann sie stoppen.",
    returns:
      "Öffnen Sie dann Ihren Link noch einmal, **in diesem Browser auf diesem Gerät**: In keinem anderen geht es weiter. Eine Nachricht sagt Ihnen, wann es so weit ist, und dann haben Sie einige Minuten Zeit, Ihr neues Passwort zu wählen.",
    desk: "Danach macht der IT-Servicedesk weiter. Hier haben Sie nichts mehr zu tun.",
    note: "Bis dahin können Sie Ihr Telefon sperren oder diese Seite schließen. Vielleicht gibt die IT es früher frei.",
    again: "Noch einmal nachsehen",
  },

  approving: {
    state: "Warten",
    heading: "Noch jemand muss zustimmen",
    text: "Ihr Teil ist erledigt. Bei dieser Anfrage muss noch eine Person Ja sagen. Telefonieren Sie mit der IT? Bleiben Sie dran.",
    note: "Sie können Ihr Telefon sperren oder diese Seite schließen. Öffnen Sie Ihren Link noch einmal in diesem Browser, um die Antwort zu sehen.",
    late: "Keine Antwort bis **{time}**? Dann sagt Ihnen der IT-Servicedesk, wie es weitergeht.",
    digitsHeading: "Ihre Führungskraft ruft Sie an",
    digits:
      "Lesen Sie diese zwei Ziffern Ihrer Führungskraft vor, und nur, wenn wirklich sie Sie anruft. Nie jemandem von der IT.",
    again: "Noch einmal nachsehen",
    passkey: {
      state: "Noch ein Schritt",
      heading: "Benutzen Sie Ihren Passkey",
      text: "Danke für Ihre Antworten. Bei dieser Anfrage zeigen Sie bitte auch Ihren Passkey: mit Finger, Gesicht oder PIN. Telefonieren Sie mit der IT? Bleiben Sie dran.",
      asked: "Die IT hat auch jemand anderen gefragt. Sagt diese Person Ja, genügt das vielleicht.",
      use: "Passkey benutzen",
      script:
        "Ihr Browser kann das hier nicht: Es braucht JavaScript und einen Browser ab 2025. Bitte rufen Sie den IT-Servicedesk an.",
      none: "Es wurde kein Passkey benutzt. Versuchen Sie es noch einmal. Ist er auf einem anderen Gerät, wählen Sie dieses, wenn Ihr Browser fragt.",
      refused:
        "Dieser Passkey wurde nicht angenommen. Benutzen Sie einen, den Sie vor mindestens sieben Tagen auf Ihrer eigenen Seite hinzugefügt haben.",
      suspended:
        "Eine Kopie dieses Passkeys ist aufgetaucht, deshalb zählt er nicht mehr. Bitte rufen Sie den IT-Servicedesk an.",
      away: "Das hat nicht geklappt. Ihre Antworten sind sicher. Bitte versuchen Sie es gleich noch einmal.",
      late: "Sie haben Zeit bis **{time}**. Danach sagt Ihnen der IT-Servicedesk, wie es weitergeht.",
    },
  },

  passkeyOffer: {
    heading: "Nächstes Mal schneller",
    text: "Fügen Sie diesem Gerät einen Passkey hinzu. Wenn die IT das nächste Mal mehr als Antworten braucht, reicht Ihr Finger, Ihr Gesicht oder Ihre PIN. Er zählt nach sieben Tagen. Alle Kontakte, die wir von Ihnen haben, und Ihre Führungskraft werden informiert.",
    added:
      "Ihr Passkey ist hinzugefügt. Er zählt nach sieben Tagen; Ihre Kontakte und Ihre Führungskraft werden informiert.",
  },

  verified: {
    state: "Geprüft. Sie sind es, {firstName}",
    heading: "Ihr Teil ist erledigt",
    text: "{agent} kann jetzt mit Ihrem Ticket weitermachen. Sie können diese Seite schließen.",
  },

  action: {
    account: "Für {account}",
    until: "Sie haben Zeit bis **{time}**",
    headings: {
      password_reset: "Legen Sie Ihr neues Passwort fest",
      account_unlock: "Entsperren Sie Ihr Arbeitskonto",
    },
    unlock: "Drücken Sie den Knopf, dann können Sie sich wieder mit Ihrem Passwort anmelden.",
    rules: "Ihr Arbeitskonto verlangt",
    length: { one: "mindestens {n} Zeichen", other: "mindestens {n} Zeichen" },
    atMost: { one: "höchstens {n} Zeichen", other: "höchstens {n} Zeichen" },
    notLeaked: "keines, das aus einem Datenleck bekannt ist",
    noRules: "Ihr Arbeitskonto nennt uns seine Regeln gerade nicht. Es prüft sie beim Speichern.",
    label: "Neues Passwort",
    hide: "Verbergen",
    show: "Zeigen",
    suggest: "Eines vorschlagen",
    another: "Ein anderes vorschlagen",
    note: "Speichern Sie es in Ihrer Passwort-App, oder schreiben Sie es auf. Sie brauchen es gleich am Laptop. Die IT kann es nicht sehen.",
    submits: { password_reset: "Dieses Passwort festlegen", account_unlock: "Mein Konto entsperren" },
    working: "Wir warten auf Ihr Arbeitskonto. Sehen Sie in einer Minute wieder nach.",
    again: "Wieder nachsehen",
    unsure: {
      password_reset:
        "Ihr Arbeitskonto hat nicht gesagt, ob es Ihr Passwort angenommen hat. Legen Sie noch einmal eines fest: Das letzte gilt.",
      account_unlock: "Ihr Arbeitskonto hat nicht gesagt, ob es entsperrt ist. Drücken Sie den Knopf noch einmal.",
    },
    problems: {
      empty: "Geben Sie ein neues Passwort ein, oder drücken Sie Eines vorschlagen.",
      common: "Dieses Passwort haben zu viele. Nehmen Sie ein anderes, oder lassen Sie sich eines vorschlagen.",
      leaked:
        "Dieses ist aus einem Datenleck bekannt, deshalb probieren Angreifer es aus. Nehmen Sie ein anderes, oder lassen Sie sich eines vorschlagen.",
      personal: "Das ist kaum mehr als Ihr Name, der Ihres Kontos oder der Firma. Fügen Sie andere Wörter hinzu.",
      too_short: {
        one: "Zu kurz. Es braucht mindestens {n} Zeichen.",
        other: "Zu kurz. Es braucht mindestens {n} Zeichen.",
      },
      too_long: {
        one: "Zu lang. Es darf höchstens {n} Zeichen haben.",
        other: "Zu lang. Es darf höchstens {n} Zeichen haben.",
      },
      refused: "Ihr Arbeitskonto hat es nicht angenommen: {reason}",
      away: "Wir erreichen Ihr Arbeitskonto gerade nicht. Es hat sich nichts geändert. Versuchen Sie es in einer Minute noch einmal.",
      none_left: "Sie haben es so oft versucht, wie es geht. Bitten Sie den IT-Servicedesk um einen neuen Link.",
    },
  },

  actionDone: {
    state: "Erledigt um {time}",
    headings: { password_reset: "Ihr neues Passwort gilt", account_unlock: "Ihr Konto ist entsperrt" },
    earlier: "Es ist das, welches Sie vor dem letzten eingegeben haben.",
    leaks: {
      none_known: "Es ist nicht unter den Passwörtern, die aus Datenlecks bekannt sind.",
      not_checked: "Wir konnten nicht nachsehen, ob es aus einem Datenleck bekannt ist.",
    },
    covers:
      "Es gilt jetzt überall, wo Sie sich mit Ihrem Arbeitskonto anmelden. Ein Konto mit eigenem Passwort ändert sich nicht.",
    next: "Tun Sie als Nächstes",
    laptop:
      "**Laptop.** Im Büro: neu starten und das neue Passwort benutzen. Zu Hause: mit dem alten anmelden, VPN verbinden, sperren, mit dem neuen entsperren.",
    mail: "**E-Mail auf dem Telefon.** Öffnen Sie sie. Wenn sie fragt, geben Sie das neue Passwort ein.",
    sessions: "Wir melden Sie auf Ihren anderen Geräten ab, wo Ihr Arbeitskonto das kann.",
    unlocked: "Melden Sie sich mit Ihrem bisherigen Passwort an. Sonst hat sich nichts geändert.",
    notWorking: "Es geht immer noch nicht",
    opens: "Das sagt es dem IT-Servicedesk. Ihr Ticket ist {ticket}.",
    told: "Wir haben es dem IT-Servicedesk gesagt. Er sieht es sich an und meldet sich bei Ihnen. Ihr Ticket ist {ticket}.",
  },

  actionWithdrawn: {
    heading: "Das geht hier nicht",
    text: "In Ihrem Konto hat sich nichts geändert. {agent} kann das sehen und sagt Ihnen, wie es weitergeht.",
  },

  feedback: { question: "Wie war das?", easy: "Leicht", ok: "In Ordnung", hard: "Schwer", thanks: "Danke." },

  notVerified: {
    heading: "Das können wir hier nicht abschließen",
    text: "Das heißt nicht, dass Sie etwas falsch gemacht haben. Zum Schutz der Konten zeigen wir nicht, wie die einzelnen Schritte ausgingen. An Ihrem Konto hat sich nichts geändert.",
    next: "Ihr nächster Schritt",
    step: "Gehen Sie zur IT\nmit Ihrem Dienstausweis",
    reference: "Ihre Vorgangsnummer",
    ticket: "Ticket {ticket}. Der Servicedesk hat sie auch.",
    onCall: "Telefonieren Sie gerade mit {agent}? Bleiben Sie dran. {agentFirst} sieht, dass Sie fertig sind.",
    call: "Sie können nicht hingehen? {phone} anrufen",
    person: "Jemanden bitten, das noch einmal anzusehen",
  },

  timedOut: {
    heading: "Die Zeit ist abgelaufen",
    text: "Es hat zu lange gedauert, deshalb haben wir zum Schutz Ihres Kontos geschlossen. Es hat sich nichts geändert. Bitten Sie den IT-Servicedesk um einen neuen Link.",
  },

  personAsked: {
    heading: "Jemand sieht sich das an",
    text: "Sie hören von uns bis **{time}**, über eine Telefonnummer oder E-Mail-Adresse, die wir schon haben. Nennen Sie diese Nummer, wenn Sie anrufen:",
    today: "heute, {time}",
    tomorrow: "morgen, {time}",
    other: "{weekday}, {day}. {month}, {time}",
  },

  otherBrowser: {
    heading: "Sie haben in einem anderen Browser begonnen",
    text: "Das kommt vor, wenn der Link in einer anderen App aufgeht. Ihre Antworten sind gespeichert.",
    next: "So geht es in diesem weiter",
    steps: [
      "Drücken Sie **Hier weitermachen**.",
      "Wir schicken 6 Ziffern an dasselbe Telefon oder dieselbe E-Mail-Adresse wie zuvor.",
      "Geben Sie sie hier ein.",
    ],
    back: "Oder gehen Sie zurück zum anderen Browser.",
    move: "Hier weitermachen",
    notMe: "Im anderen Browser, das war ich nicht",
  },

  noCookies: {
    heading: "Öffnen Sie das in Ihrem Browser",
    text: "Diese Seite ist in einer anderen App offen, oder Cookies sind hier abgeschaltet. Wir brauchen ein kleines Cookie, um zu wissen, dass auch die nächste Antwort von Ihnen kommt.",
    next: "Was Sie jetzt tun",
    steps: [
      "Suchen Sie im Menü dieser App nach **Im Browser öffnen**.",
      "Oder kopieren Sie den Link, öffnen Sie Safari, Chrome oder einen anderen Browser, und fügen Sie ihn in die Adresszeile ein.",
    ],
    link: "Ihr Link",
    copy: "Link kopieren",
    copied: "Link kopiert",
    unused: "Es ist nichts verbraucht: Ihr Link gilt dort noch. Geben Sie ihn nie weiter.",
    again: "Cookies sind jetzt an, hier noch einmal versuchen",
  },

  moved: { heading: "Sie haben in einem anderen Browser weitergemacht", text: "Sie können diese Seite schließen." },

  ended: {
    heading: "Dieser Link ist beendet",
    text: "Links gelten 10 Minuten und nur einmal. Das schützt die Konten. Es hat sich nichts geändert.",
    next: "Was Sie jetzt tun",
    step: "Bitten Sie den IT-Servicedesk um einen neuen Link. Telefonieren Sie gerade? Sagen Sie es einfach. Es dauert ein paar Sekunden.",
  },

  unknown: {
    heading: "Diesen Link kennen wir nicht",
    text: "Vielleicht fehlt ein Teil davon. Öffnen Sie ihn noch einmal aus der Nachricht, oder bitten Sie den IT-Servicedesk um einen neuen.",
  },

  busy: {
    heading: "Einen Moment",
    text: "Unser System antwortet gerade nicht. Nichts, was Sie geschickt haben, zählt gegen Sie. Versuchen Sie es gleich noch einmal.",
    again: "Noch einmal versuchen",
    waiting: "Unser System antwortet gerade nicht. Ihre Antwort ist gespeichert. Wir schicken sie für Sie noch einmal.",
    sent: "Gesendet. Es geht wieder.",
  },

  fault: {
    heading: "Bei uns ist etwas schiefgegangen",
    text: "Es hat sich nichts geändert. Versuchen Sie es in einer Minute noch einmal. Wenn es so bleibt, rufen Sie {phone} an.",
  },

  me,
};
