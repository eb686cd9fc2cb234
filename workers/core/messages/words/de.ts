import type { MessageWords } from "./message-words.ts";

export const de: MessageWords = {
  lang: "de",
  dir: "ltr",
  sender: "{organisation} IT",
  desk: "{organisation} IT-Servicedesk",
  foot: "{organisation} IT-Servicedesk{number}. Bitte antworten Sie nicht auf diese E-Mail.",
  practice: "ÜBUNG",
  minutes: { one: "{n} Minute", other: "{n} Minuten" },
  zonedTime: "{time} Uhr ({zone})",
  link: {
    sms: "{sender}: in {n} Min. öffnen. Nicht Sie? Öffnen und melden. {link}",
    smsWithTicket: "{sender}, Ticket {ticket}: in {n} Min. öffnen. Nicht Sie? Öffnen und melden. {link}",
    subject: "Ticket {ticket}: Ihr Link von {sender}",
    preview: "Gilt {minutes}. Waren Sie das nicht? Öffnen Sie ihn und sagen Sie es uns.",
    heading: "Erst prüfen, ob Sie es sind, dann geht es weiter",
    fromAgent:
      "{agent} vom IT-Servicedesk hat Ihnen diesen Link zu Ticket {ticket} geschickt. Es dauert etwa 2 Minuten.",
    fromDesk: "Der IT-Servicedesk hat Ihnen diesen Link zu Ticket {ticket} geschickt. Es dauert etwa 2 Minuten.",
    button: "Seite öffnen",
    until: "Der Link gilt bis {time}. Es geschieht nichts, bis Sie auf der Seite gewählt haben.",
    notYou:
      "**Waren Sie das nicht?** Öffnen Sie den Link und drücken Sie „Das war ich nicht“. Dann halten wir die Anfrage an.",
    care: "**Behalten Sie das für sich.** Leiten Sie diese E-Mail nicht weiter. Die IT fragt Sie nie nach einem Passwort und lässt sich nie einen Code vorlesen.",
    copyAddress: "Die Schaltfläche geht nicht? Kopieren Sie diese Adresse:",
  },
  code: {
    line: "{code} ist Ihr Code von {sender}. {advice}",
    advice: "Nur auf der Seite eingeben, die Sie geöffnet haben. Nie vorlesen.",
    subject: "Ticket {ticket}: Ihr Code von {sender}",
    heading: "Ihr Code von {sender}",
    until: "Der Code gilt bis {time}.",
    care: "Leiten Sie diese E-Mail nicht weiter. Die IT fragt Sie nie nach einem Passwort und lässt sich nie einen Code vorlesen.",
  },
  phoneKnown: {
    sms: "{sender}: Ein Telefon hat Ihre Prüfung bestanden und gilt nun als Ihres. Nicht Sie? Anrufen: {number}.",
    smsWithoutNumber:
      "{sender}: Ein Telefon hat Ihre Prüfung bestanden und gilt nun als Ihres. Nicht Sie? Rufen Sie die IT an.",
    subject: "Ein Telefon gilt bei {sender} nun als Ihres",
    preview: "Waren Sie das nicht? Rufen Sie den IT-Servicedesk an.",
    heading: "Ein Telefon gilt nun als Ihres",
    what: "Am {day} um {time} hat ein Telefon die Prüfung zu Ticket {ticket} bestanden. Ab nächster Woche spricht es für Sie, wenn die IT prüft, wer Sie sind.",
    notYou:
      "**Waren Sie das nicht?** Rufen Sie den IT-Servicedesk an{number}, und sagen Sie, dass ein Telefon hinzugefügt wurde, das nicht Ihres ist.",
  },
  blockLifted: {
    sms: "{sender}: Prüfungen Ihrer Identität wurden entsperrt. Nicht Sie? Anrufen: {number}.",
    smsWithoutNumber: "{sender}: Prüfungen Ihrer Identität wurden entsperrt. Nicht Sie? Rufen Sie die IT an.",
    subject: "Prüfungen Ihrer Identität bei {sender} sind entsperrt",
    preview: "Waren Sie das nicht? Rufen Sie den IT-Servicedesk an.",
    heading: "Prüfungen Ihrer Identität sind entsperrt",
    what: "Am {day} um {time} hat die IT Prüfungen Ihrer Identität entsperrt, die gestoppt waren. Die letzte betraf Ticket {ticket}.",
    notYou:
      "**Haben Sie das nicht verlangt?** Rufen Sie den IT-Servicedesk an{number}, und sagen Sie, dass Sie es nicht waren.",
  },
  contactReplaced: {
    sms: "{sender}: Diese Nummer ist nicht mehr Ihr hinterlegter Kontakt. Nicht Sie? Anrufen: {number}.",
    smsWithoutNumber: "{sender}: Diese Nummer ist nicht mehr Ihr hinterlegter Kontakt. Nicht Sie? Rufen Sie die IT an.",
    subject: "Ihre Kontaktadresse bei {sender} wurde ersetzt",
    preview: "Waren Sie das nicht? Rufen Sie den IT-Servicedesk an.",
    heading: "Diese Adresse ist nicht mehr Ihr hinterlegter Kontakt",
    what: "Am {day} um {time} wurde die private E-Mail-Adresse, an die diese Nachricht geht, im Verzeichnis ersetzt oder entfernt. Die IT erreicht Sie dort nicht mehr, wenn sie prüft, wer Sie sind. Ein anderer Kontakt zählt nach sieben Tagen.",
    notYou:
      "**Waren Sie das nicht?** Rufen Sie den IT-Servicedesk an{number}, und sagen Sie, dass Ihr Kontakt ohne Sie geändert wurde.",
  },
  contactAdded: {
    sms: "{sender}: Für Sie wurde anderer Kontakt, andere Dienstadresse, anderer Name oder andere ID eingetragen. Nicht Sie? Anrufen: {number}.",
    smsWithoutNumber:
      "{sender}: Für Sie wurde anderer Kontakt, andere Dienstadresse, anderer Name oder andere ID eingetragen. Nicht Sie? Rufen Sie die IT an.",
    subject: "Bei {sender} wurden andere Angaben für Sie eingetragen",
    preview: "Waren Sie das nicht? Rufen Sie den IT-Servicedesk an.",
    heading: "Andere Angaben wurden für Sie eingetragen",
    what: "Am {day} um {time} wurde im Verzeichnis ein anderer Kontakt, eine andere Dienstadresse, ein anderer Name oder eine andere ID für Sie eingetragen. Ein neuer Kontakt zählt nach sieben Tagen, wenn die IT prüft, wer Sie sind.",
    notYou:
      "**Waren Sie das nicht?** Rufen Sie vorher den IT-Servicedesk an{number}, und sagen Sie, dass das ohne Sie eingetragen wurde.",
  },
  accountLinked: {
    sms: "{sender}: Ein Dienstkonto öffnet jetzt Ihre Seite mit Ihren Daten. Nicht Sie? Anrufen: {number}.",
    smsWithoutNumber:
      "{sender}: Ein Dienstkonto öffnet jetzt Ihre Seite mit Ihren Daten. Nicht Sie? Rufen Sie die IT an.",
    subject: "Ein Dienstkonto öffnet jetzt Ihre Seite bei {sender}",
    preview: "Waren Sie das nicht? Rufen Sie den IT-Servicedesk an.",
    heading: "Ein Dienstkonto öffnet jetzt Ihre Seite",
    what: "Am {day} um {time} hat sich jemand mit einem Dienstkonto auf der Seite angemeldet, die zeigt, was die IT über Sie speichert. Von nun an öffnet dieses Konto diese Seite.",
    notYou:
      "**Waren Sie das nicht?** Rufen Sie den IT-Servicedesk an{number}, und sagen Sie, dass ein Konto ohne Sie verknüpft wurde.",
  },
  passkeyAdded: {
    own: {
      sms: "{sender}: Für Sie wurde ein Passkey hinzugefügt. Nicht Sie? Öffnen und melden: {link}",
      subject: "Bei {sender} wurde ein Passkey für Sie hinzugefügt",
      heading: "Ein Passkey wurde für Sie hinzugefügt",
      what: "Am {day} um {time} wurde auf Ihrer eigenen Seite ein Passkey hinzugefügt. Ab {until} kann er der IT zeigen, dass Sie es sind.",
    },
    report: {
      sms: "{sender}: Für {person} wurde ein Passkey hinzugefügt. Unerwartet? Melden: {link}",
      subject: "Bei {sender} wurde ein Passkey für {person} hinzugefügt",
      heading: "Ein Passkey wurde für {person} hinzugefügt",
      what: "Am {day} um {time} wurde auf der eigenen Seite von {person} aus Ihrem Team ein Passkey hinzugefügt. Ab {until} kann er der IT zeigen, wer da ist.",
    },
    preview: "Unerwartet? Entfernen Sie ihn vor dem {until}.",
    notYou:
      "**Kam das unerwartet?** Bis {until} lässt er sich mit einem Druck entfernen. Fragen Sie, wenn möglich, vorher unter einer Nummer nach, die Sie kennen.",
    button: "Das war ich nicht",
    else: "Nach dem {until}, oder wenn sich die Seite nicht öffnet, rufen Sie den IT-Servicedesk an{number}.",
  },
  actionNotice: {
    sent: {
      identity_check: "Eine Identitätsprüfung wurde begonnen",
      account_unlock: "Das Entsperren des Kontos wurde verlangt",
      password_reset: "Ein neues Passwort wurde verlangt",
      mfa_reset: "Das Zurücksetzen des zweiten Faktors wurde verlangt",
    },
    done: {
      account_unlock: "Das Konto wurde entsperrt",
      password_reset: "Das Passwort wurde geändert",
      mfa_reset: "Der zweite Faktor wurde zurückgesetzt",
    },
    several: "Mehreres wurde verlangt oder getan",
    own: {
      sms: "{sender}: {what}. Nicht Sie? Öffnen und melden: {link}",
      subject: "{what} ({sender})",
      intro: "Das betrifft Ihr eigenes Dienstkonto:",
      notYou:
        "**Waren Sie das nicht?** Ein Druck stoppt es, und der IT-Servicedesk erfährt davon. Vor dem Druck geschieht nichts.",
      button: "Das war ich nicht",
    },
    report: {
      sms: "{sender}, {person}: {what}. Stimmt das nicht? Melden: {link}",
      subject: "{what}, für {person} ({sender})",
      intro: "Das betrifft das Dienstkonto von {person} aus Ihrem Team:",
      notYou:
        "**Stimmt das nicht?** Fragen Sie, wenn möglich, vorher unter einer Nummer nach, die Sie kennen. Ein Druck stoppt es, und der IT-Servicedesk erfährt davon.",
      button: "Das stimmt nicht",
    },
    preview: "Unerwartet? Sagen Sie es uns.",
    line: "{day}, {time}: {what}.",
    else: "Haben Sie das erwartet? Dann ist nichts zu tun. Die Seite öffnet sich 30 Tage lang; danach, oder wenn sie sich nicht öffnet, rufen Sie den IT-Servicedesk an{number}.",
  },
  holdOver: {
    sms: "{sender}: Sie können bis {time} weitermachen, im selben Browser wie vorhin: {link}",
    subject: "Ticket {ticket}: Sie können jetzt weitermachen ({sender})",
    preview: "Bis {time}, im selben Browser wie vorhin.",
    heading: "Sie können jetzt weitermachen",
    what: "Die Wartezeit Ihrer Anfrage zu Ticket {ticket} ist vorbei. Öffnen Sie die Seite in **demselben Browser**, in dem Sie die Fragen beantwortet haben. In keinem anderen geht es weiter.",
    button: "Weitermachen",
    until: "Sie können bis {time} weitermachen.",
    notYou:
      "**Waren Sie das nicht?** Öffnen Sie die Seite und drücken Sie „Das war ich nicht“, oder rufen Sie den IT-Servicedesk an{number}.",
  },
  vouchAsked: {
    sms: "{sender}: Die IT bittet Sie, für jemanden aus Ihrem Team zu bürgen. Geben Sie {page} selbst in den Browser ein. Nie bürgen, weil ein Anrufer darum bittet.",
    subject: "{sender} bittet Sie, für jemanden aus Ihrem Team zu bürgen",
    preview: "Öffnen Sie Ihre Seite selbst. Diese Nachricht hat mit Absicht keinen Link.",
    heading: "Die IT bittet Sie, für jemanden aus Ihrem Team zu bürgen",
    what: "Jemand aus Ihrem Team hat den IT-Servicedesk um Hilfe gebeten, und dieser möchte sicher sein, dass es wirklich diese Person ist. Er wartet nur einige Minuten.",
    how: "Geben Sie **{page}** in Ihren Browser ein, und melden Sie sich mit Ihrem Dienstkonto an. Dort lesen Sie, um wen es geht. Diese Nachricht hat mit Absicht keinen Link.",
    care: "**Hat jemand Sie angerufen oder angeschrieben und darum gebeten?** Dann bürgen Sie nicht. Sagen Sie es auf der Seite, oder rufen Sie den IT-Servicedesk an{number}.",
  },
};
