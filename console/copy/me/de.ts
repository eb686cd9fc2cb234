import type { me as en } from "./en.ts";

export const me: typeof en = {
  titles: {
    sign_in: "Anmelden",
    page: "Ihre Seite",
    not_me: "Das war ich nicht",
    stop: "Das war ich nicht",
    busy: "Einen Moment",
    fault: "Fehler",
  },

  signIn: {
    heading: "Sehen Sie, was die IT über Sie speichert",
    text: "Diese Seite zeigt, was {organisation} über Sie speichert, um zu prüfen, dass Sie es sind, wenn Sie die IT um Hilfe bitten. Melden Sie sich mit Ihrem Dienstkonto an, um sie zu öffnen.",
    with: "Weiter mit {provider}",
    vouch:
      "Hat die IT Sie gebeten, für jemanden zu bürgen? Melden Sie sich hier an: Ihr Unternehmen fragt alles neu ab, auch den zweiten Faktor.",
    vouchWith: "Anmelden, um zu bürgen, mit {provider}",
    none: "Für diese Seite ist noch keine Anmeldung eingerichtet. Fragen Sie den IT-Servicedesk, was über Sie gespeichert ist.",
  },

  problems: {
    unknown: "Dieses Konto öffnet hier keine Seite. Fragen Sie den IT-Servicedesk.",
    second_factor:
      "Sie haben sich nur mit einem Passwort angemeldet. Melden Sie sich noch einmal mit Ihrem zweiten Faktor an.",
    stale: "Ihr Unternehmen hat Sie nicht erneut nach der Anmeldung gefragt. Bitte versuchen Sie es noch einmal.",
    again: "Das hat nicht geklappt. Bitte melden Sie sich noch einmal an.",
    away: "Die Anmeldung Ihres Unternehmens antwortet gerade nicht. Versuchen Sie es gleich noch einmal.",
    too_many: "Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann noch einmal.",
    gone: "Das war schon beendet.",
    unreadable: "Das konnte nicht gelesen werden. Bitte versuchen Sie es noch einmal.",
    step_up: "Dafür ist eine Anmeldung in den letzten fünf Minuten nötig. Melden Sie sich noch einmal an.",
    vouch_gone: "Das werden Sie nicht mehr gefragt: Es wurde beantwortet, oder die Prüfung ist zu Ende.",
    vouch_not_yet:
      "Die Person antwortet noch und kann Ihnen noch nichts vorlesen. Versuchen Sie es gleich noch einmal.",
    vouch_wrong: "Das sind nicht die zwei Ziffern auf der Seite der Person. Es wurde nicht gebürgt.",
    vouch_used_up: "Die Ziffern waren dreimal falsch, deshalb können Sie nicht mehr bürgen. Die IT erfährt es.",
    vouch_not_yours: "Sie können jetzt nicht für diese Person bürgen. Fragen Sie den IT-Servicedesk.",
  },

  done: {
    vouched: "Danke. Sie haben gebürgt und müssen nichts weiter tun.",
    vouch_refused: "Sie haben nicht gebürgt. Die IT erfährt es.",
    vouch_warned: "Danke. Die Anfrage ist beendet, und die IT erfährt, was geschehen ist.",
  },

  vouches: {
    heading: "Bitten an Sie",
    fresh:
      "Hat die IT Sie gebeten, für jemanden aus Ihrem Team zu bürgen? Melden Sie sich noch einmal an, um es zu sehen.",
    confirm: "Noch einmal anmelden",
    secondFactor:
      "Hier kann Sie niemand bitten zu bürgen: Die Anmeldung Ihrer Firma sagt uns nicht, dass ein zweiter Faktor benutzt wurde.",
    none: "Niemand bittet Sie jetzt zu bürgen.",
    asked: "{agent} vom IT-Servicedesk fragt: Kommt das wirklich von {person}?",
    account: "Konto {account}",
    times: "Gefragt {asked}. Eine Antwort zählt bis {until}.",
    warning: "**Tun Sie das nie, weil jemand Sie angerufen oder angeschrieben und darum gebeten hat.**",
    steps: [
      "Rufen Sie {person} selbst an, unter einer Nummer, die Sie kennen.",
      "Fragen Sie, was getan werden soll, und vergleichen Sie es mit dem, was hier steht.",
      "Lassen Sie sich die zwei Ziffern auf der Seite der Person vorlesen.",
    ],
    notYet:
      "{person} beantwortet noch Fragen der IT. Danach gibt es die zwei Ziffern; öffnen Sie dann diese Seite noch einmal.",
    digits: "Die zwei Ziffern",
    tries: "Sie können es höchstens {count}-mal versuchen.",
    vouch: "Bürgen",
    refuse: "Ablehnen",
    warn: "Ein Anrufer hat mich gebeten",
    warnHint: "„Ein Anrufer hat mich gebeten“ beendet die Anfrage sofort.",
  },

  heading: "Was die IT über Sie speichert",
  intro:
    "{organisation} nutzt das, um zu prüfen, dass Sie es sind, wenn Sie die IT um Hilfe bitten. Wonach wir fragen, wird nie gezeigt, auch hier nicht: Wer in Ihr Konto kommt, würde es erfahren.",
  signOut: "Abmelden",

  you: {
    heading: "Sie",
    name: "Name",
    email: "Dienstliche E-Mail",
    userName: "Benutzername",
    also: "Im Verzeichnis stehen außerdem:",
    updated: "Zuletzt geändert am {date}.",
    fields: {
      directory_id: "eine Nummer oder ID von Ihnen",
      title: "Ihre Stellenbezeichnung",
      language: "Ihre Sprache",
      time_zone: "Ihre Zeitzone",
      privileged: "dass Ihr Konto besondere Rechte hat",
    },
  },

  contacts: {
    heading: "Ihre privaten Kontakte",
    none: "Es ist keiner hinterlegt. Die IT kann Sie dann auf weniger Wegen erreichen.",
    fromDirectory: "Aus dem Verzeichnis, seit {date}",
    selfService: "Sie können ihn selbst ändern, seit {date}",
    notYet: "Zählt noch nicht, wenn die IT prüft, dass Sie es sind.",
  },

  accounts: { heading: "Ihre weiteren Konten" },

  facts: {
    heading: "Wonach die IT Sie fragen kann",
    none: "Nichts.",
    kinds: {
      manager: "Ihre Führungskraft",
      peers: "Menschen in Ihrem Team",
      directReports: "Menschen, die an Sie berichten",
      department: "Ihre Abteilung",
      office: "Ihr Büro",
      groups: "Gruppen, in denen Sie sind",
      closedTickets: "Ihre früheren Tickets",
      meetings: "Ihre Besprechungen",
      signIns: "Wo Sie sich angemeldet haben",
      startMonth: "Wann Sie angefangen haben",
      devices: "Ihre Geräte",
    },
    sources: {
      import: "aus dem Verzeichnis",
      self_service: "aus Angaben von Ihnen oder der IT",
      system: "aus einem anderen System",
    },
    newest: "zuletzt vom {date}",
    baseline: "von Anfang an",
  },

  checks: {
    heading: "Prüfungen der letzten 90 Tage",
    none: "Keine.",
    actions: {
      password_reset: "Neues Passwort",
      account_unlock: "Konto entsperren",
      mfa_reset: "Zweiten Faktor zurücksetzen",
      identity_check: "Prüfung der Identität",
    },
    outcomes: {
      in_progress: "Läuft",
      undelivered: "Die Nachricht kam nicht an",
      passed: "Bestanden",
      void: "Bestanden, zählt nicht mehr",
      failed: "Nicht bestanden",
      not_enough_questions: "Zu wenige Antworten",
      timed_out: "Die Zeit war um",
      cancelled: "Abgebrochen",
      reported: "Gemeldet: Das waren nicht Sie",
    },
  },

  phones: {
    heading: "Telefone, die wir wiedererkennen",
    none: "Keine.",
    one: "Ein Telefon, seit {date}",
    notYet: "Zählt nicht für Sie.",
  },

  passkeys: {
    heading: "Ihre Passkeys",
    none: "Keine.",
    text: "Ein Passkey zeigt der IT mit Finger, Gesicht oder PIN, dass Sie es sind. Eine Prüfung, der Antworten allein nicht genügen, fragt danach, sobald Sie ihn seit sieben Tagen hier haben. Alle Kontakte, die wir von Ihnen haben, und Ihre Führungskraft erfahren davon.",
    counts: "Zählt seit {date}",
    notYet: "Zählt ab {date}",
    suspended: "Eine Kopie ist aufgetaucht, deshalb zählt er nicht mehr. Entfernen Sie ihn.",
    rename: "Umbenennen",
    remove: "Entfernen",
    name: "Name des Passkeys",
    usual: "Mein Gerät",
    add: "Passkey hinzufügen",
    fresh: "Melden Sie sich zuerst noch einmal an, um einen hinzuzufügen.",
    confirm: "Noch einmal anmelden",
    secondFactor:
      "Die Anmeldung Ihres Unternehmens sagt uns nicht, dass ein zweiter Faktor benutzt wurde. Deshalb lässt sich hier keiner hinzufügen.",
    full: "Sie haben so viele, wie man haben darf. Entfernen Sie zuerst einen.",
    script: "Zum Hinzufügen braucht es JavaScript und einen Browser ab 2025.",
    failed: "Es wurde kein Passkey hinzugefügt. Bitte versuchen Sie es noch einmal.",
    known: "Dieses Gerät hat schon einen von Ihnen.",
  },

  notMe: {
    heading: "Kam dieser Passkey unerwartet?",
    text: "Er wurde am {day} hinzugefügt und zählt ab {until}. Wenn Sie drücken, wird er entfernt, und die IT erfährt davon.",
    yes: "Entfernen",
    overHeading: "Dieser Passkey zählt inzwischen",
    over: "Er lässt sich hier nicht mehr entfernen. Rufen Sie den IT-Servicedesk an.",
    goneHeading: "Es gibt nichts zu entfernen",
    gone: "Dieser Passkey ist schon entfernt, oder der Link ist nicht vollständig.",
    undoneHeading: "Danke. Er ist entfernt",
    undone: "Niemand kann ihn mehr benutzen. Die IT erfährt davon. Sie können diese Seite schließen.",
  },

  stop: {
    heading: "Waren Sie das nicht?",
    headingReport: "Stimmt das nicht?",
    about: "Darum geht es:",
    aboutPerson: "Es geht um das Dienstkonto von {person}:",
    line: "{day}: {what}.",
    happens: "Wenn Sie drücken,",
    stops: "wird die Prüfung gestoppt, und nichts, was sie erlaubt hat, ist mehr möglich",
    blocks: "ging ihr Link an eine eingetippte Adresse oder Nummer, geht 24 Stunden lang kein weiterer dorthin",
    wide: "kann 24 Stunden lang niemand als Sie geprüft werden, und offene Sitzungen des Kontos werden beendet, wo das System es kann",
    security: "erfährt das Sicherheitsteam sofort davon",
    desk: "liest der IT-Servicedesk es im Ticket",
    stays:
      "Was schon getan ist, bleibt getan. Wenn Sie es nicht waren, rufen Sie auch den IT-Servicedesk an, unter einer Nummer, die Sie kennen.",
    yes: "Stoppen",
    stoppedHeading: "Danke. Es ist gestoppt",
    stopped: "Die Prüfung und was sie erlaubt hat sind zu Ende. Sie können diese Seite schließen.",
    stoppedWide:
      "Die Prüfung und was sie erlaubt hat sind zu Ende, und 24 Stunden lang kann niemand als Sie geprüft werden. Sie können diese Seite schließen.",
    next: "Wenn etwas getan wurde, das Sie nicht wollten, rufen Sie den IT-Servicedesk unter einer Nummer an, die Sie kennen.",
    overHeading: "Dieser Link ist abgelaufen",
    over: "Er galt 30 Tage. Rufen Sie den IT-Servicedesk an.",
    goneHeading: "Es gibt nichts zu stoppen",
    gone: "Der Link ist nicht vollständig, oder wovon er erzählte, wird nicht mehr aufbewahrt.",
  },

  linked: { heading: "Konten, die diese Seite öffnen" },

  signIns: {
    heading: "Ihre Anmeldungen auf dieser Seite",
    current: "Diese hier",
    began: "Begonnen {date}",
    ended: "Beendet {date}",
    end: "Beenden",
  },

  file: "Als Datei mitnehmen",
  busy: { heading: "Einen Moment", text: "Unser System antwortet gerade nicht. Versuchen Sie es gleich noch einmal." },
  fault: {
    heading: "Bei uns ist etwas schiefgegangen",
    text: "Es hat sich nichts geändert. Versuchen Sie es in einer Minute noch einmal.",
  },
};
