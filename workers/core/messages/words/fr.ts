import type { MessageWords } from "./message-words.ts";

export const fr: MessageWords = {
  lang: "fr",
  dir: "ltr",
  sender: "{organisation} Informatique",
  desk: "{organisation} Support informatique",
  foot: "{organisation} Support informatique{number}. Merci de ne pas répondre à cet e-mail.",
  practice: "EXERCICE",
  minutes: { one: "{n} minute", other: "{n} minutes" },
  zonedTime: "{time} ({zone})",
  link: {
    sms: "{sender}: ouvrez sous {n} min. Pas vous? Ouvrez et dites-le. {link}",
    smsWithTicket: "{sender}, {ticket}: ouvrez sous {n} min. Pas vous? Ouvrez et dites-le. {link}",
    subject: "Ticket {ticket}\u00a0: votre lien, {sender}",
    preview: "Valable {minutes}. Ce n'était pas vous\u00a0? Ouvrez-le et dites-le-nous.",
    heading: "Vérifiez que c'est bien vous, puis continuez",
    fromAgent:
      "{agent}, du support informatique, vous a envoyé ce lien pour le ticket {ticket}. Cela prend environ 2 minutes.",
    fromDesk: "Le support informatique vous a envoyé ce lien pour le ticket {ticket}. Cela prend environ 2 minutes.",
    button: "Ouvrir la page",
    until: "Le lien est valable jusqu'à {time}. Rien ne se passe avant que vous ayez choisi sur la page.",
    notYou:
      "**Ce n'était pas vous\u00a0?** Ouvrez le lien et appuyez sur «\u00a0Ce n'était pas moi\u00a0». Nous arrêtons alors la demande.",
    care: "**Gardez-le pour vous.** Ne transférez pas cet e-mail. L'informatique ne vous demande jamais un mot de passe, ni de lire un code à voix haute.",
    copyAddress: "Le bouton ne fonctionne pas\u00a0? Copiez cette adresse\u00a0:",
  },
  code: {
    line: "{code} est votre code {sender}. {advice}",
    advice: "Tapez-le seulement sur la page ouverte. Ne le lisez jamais à voix haute.",
    subject: "Ticket {ticket}\u00a0: votre code, {sender}",
    heading: "Votre code {sender}",
    until: "Le code est valable jusqu'à {time}.",
    care: "Ne transférez pas cet e-mail. L'informatique ne vous demande jamais un mot de passe, ni de lire un code à voix haute.",
  },
  phoneKnown: {
    sms: "{sender}: un téléphone a réussi votre vérification et compte comme le vôtre. Pas vous? Appelez le {number}.",
    smsWithoutNumber:
      "{sender}: un téléphone a réussi votre vérification et compte comme le vôtre. Pas vous? Appelez le support.",
    subject: "Un téléphone compte désormais comme le vôtre chez {sender}",
    preview: "Ce n'était pas vous\u00a0? Appelez le support informatique.",
    heading: "Un téléphone compte désormais comme le vôtre",
    what: "Le {day} à {time}, un téléphone a réussi la vérification pour le ticket {ticket}. Dès la semaine prochaine, il parlera pour vous quand l'informatique vérifiera qui vous êtes.",
    notYou:
      "**Ce n'était pas vous\u00a0?** Appelez le support informatique{number}, et dites qu'un téléphone qui n'est pas le vôtre a été ajouté.",
  },
  blockLifted: {
    sms: "{sender}: les vérifications de votre identité sont débloquées. Pas vous? Appelez le {number}.",
    smsWithoutNumber: "{sender}: les vérifications de votre identité sont débloquées. Pas vous? Appelez le support.",
    subject: "Vérifications de votre identité débloquées chez {sender}",
    preview: "Ce n'était pas vous\u00a0? Appelez le support informatique.",
    heading: "Les vérifications de votre identité sont débloquées",
    what: "Le {day} à {time}, l'informatique a débloqué les vérifications de votre identité, qui étaient arrêtées. La dernière concernait le ticket {ticket}.",
    notYou:
      "**Vous ne l'avez pas demandé\u00a0?** Appelez le support informatique{number}, et dites que ce n'était pas vous.",
  },
  contactReplaced: {
    sms: "{sender}: ce numéro n'est plus votre contact enregistré. Pas vous? Appelez le {number}.",
    smsWithoutNumber: "{sender}: ce numéro n'est plus votre contact enregistré. Pas vous? Appelez le support.",
    subject: "Votre adresse de contact chez {sender} a été remplacée",
    preview: "Ce n'était pas vous\u00a0? Appelez le support informatique.",
    heading: "Cette adresse n'est plus votre contact enregistré",
    what: "Le {day} à {time}, l'adresse e-mail privée à laquelle ce message est envoyé a été remplacée ou retirée dans l'annuaire. L'informatique ne vous y joint plus pour vérifier votre identité. Un autre contact compte après sept jours.",
    notYou:
      "**Ce n'était pas vous\u00a0?** Appelez le support informatique{number}, et dites que votre contact a été changé sans vous.",
  },
  contactAdded: {
    sms: "{sender}: un autre contact, nom, identifiant ou adresse pro a été saisi pour vous. Pas vous? Appelez le {number}.",
    smsWithoutNumber:
      "{sender}: un autre contact, nom, identifiant ou adresse pro a été saisi pour vous. Pas vous? Appelez le support.",
    subject: "Un autre contact, nom ou identifiant a été saisi pour vous chez {sender}",
    preview: "Ce n'était pas vous\u00a0? Appelez le support informatique.",
    heading: "Un autre contact, nom ou identifiant a été saisi pour vous",
    what: "Le {day} à {time}, un autre contact, nom, identifiant ou une autre adresse professionnelle a été saisi pour vous dans l'annuaire. Un nouveau contact compte après sept jours quand l'informatique vérifie votre identité.",
    notYou:
      "**Ce n'était pas vous\u00a0?** Appelez avant cela le support informatique{number}, et dites que cela a été saisi sans vous.",
  },
  accountLinked: {
    sms: "{sender}: un compte professionnel ouvre votre page de données. Pas vous? Appelez le {number}.",
    smsWithoutNumber: "{sender}: un compte professionnel ouvre votre page de données. Pas vous? Appelez le support.",
    subject: "Un compte professionnel ouvre désormais votre page chez {sender}",
    preview: "Ce n'était pas vous\u00a0? Appelez le support informatique.",
    heading: "Un compte professionnel ouvre désormais votre page",
    what: "Le {day} à {time}, quelqu'un s'est connecté avec un compte professionnel à la page qui montre ce que l'informatique conserve sur vous. Désormais, ce compte ouvre cette page.",
    notYou:
      "**Ce n'était pas vous\u00a0?** Appelez le support informatique{number}, et dites qu'un compte a été associé sans vous.",
  },
  passkeyAdded: {
    own: {
      sms: "{sender}: une clé d'accès a été ajoutée pour vous. Pas vous? Dites-le: {link}",
      subject: "Une clé d'accès a été ajoutée pour vous chez {sender}",
      heading: "Une clé d'accès a été ajoutée pour vous",
      what: "Le {day} à {time}, une clé d'accès a été ajoutée sur votre propre page. À partir du {until}, elle peut montrer à l'informatique que c'est vous.",
    },
    report: {
      sms: "{sender}: une clé d'accès a été ajoutée pour {person}. Inattendu? Dites-le: {link}",
      subject: "Une clé d'accès a été ajoutée pour {person} chez {sender}",
      heading: "Une clé d'accès a été ajoutée pour {person}",
      what: "Le {day} à {time}, une clé d'accès a été ajoutée sur la page de {person}, de votre équipe. À partir du {until}, elle peut montrer à l'informatique qui est là.",
    },
    preview: "Inattendu\u00a0? Retirez-la avant le {until}.",
    notYou:
      "**C'était inattendu\u00a0?** Jusqu'au {until}, elle se retire en un geste. Si possible, demandez d'abord à un numéro que vous connaissez.",
    button: "Ce n'était pas moi",
    else: "Après le {until}, ou si la page ne s'ouvre pas, appelez le support informatique{number}.",
  },
  actionNotice: {
    sent: {
      identity_check: "Une vérification d'identité a été lancée",
      account_unlock: "Le déblocage du compte a été demandé",
      password_reset: "Un nouveau mot de passe a été demandé",
      mfa_reset: "La réinitialisation du second facteur a été demandée",
    },
    done: {
      account_unlock: "Le compte a été débloqué",
      password_reset: "Le mot de passe a été changé",
      mfa_reset: "Le second facteur a été réinitialisé",
    },
    several: "Plusieurs choses ont été demandées ou faites",
    own: {
      sms: "{sender}: {what}. Pas vous? Dites-le: {link}",
      subject: "{what} ({sender})",
      intro: "Cela concerne votre propre compte professionnel\u00a0:",
      notYou:
        "**Ce n'était pas vous\u00a0?** Une pression l'arrête, et le support informatique l'apprend. Rien ne se passe avant cette pression.",
      button: "Ce n'était pas moi",
    },
    report: {
      sms: "{sender}, {person}: {what}. Anormal? Dites-le: {link}",
      subject: "{what}, pour {person} ({sender})",
      intro: "Cela concerne le compte professionnel de {person}, de votre équipe\u00a0:",
      notYou:
        "**Ce n'est pas normal\u00a0?** Demandez d'abord à un numéro que vous connaissez, si possible. Une pression l'arrête, et le support informatique l'apprend.",
      button: "Ce n'est pas normal",
    },
    preview: "Inattendu\u00a0? Dites-le-nous.",
    line: "{day}, {time}\u00a0: {what}.",
    else: "Vous l'attendiez\u00a0? Alors il n'y a rien à faire. La page s'ouvre pendant 30 jours\u00a0; ensuite, ou si elle ne s'ouvre pas, appelez le support informatique{number}.",
  },
  holdOver: {
    sms: "{sender}: vous pouvez continuer jusqu'à {time}, dans le même navigateur qu'avant: {link}",
    subject: "Ticket {ticket}\u00a0: vous pouvez continuer ({sender})",
    preview: "Jusqu'à {time}, dans le même navigateur qu'avant.",
    heading: "Vous pouvez continuer",
    what: "Le temps d'attente de votre demande pour le ticket {ticket} est terminé. Ouvrez la page dans **le même navigateur** que celui où vous avez répondu aux questions. Elle ne continue dans aucun autre.",
    button: "Continuer",
    until: "Vous pouvez continuer jusqu'à {time}.",
    notYou:
      "**Ce n'était pas vous\u00a0?** Ouvrez la page et appuyez sur «\u00a0Ce n'était pas moi\u00a0», ou appelez le support informatique{number}.",
  },
  vouchAsked: {
    sms: "{sender}: l'informatique vous demande de vous porter garant d'un membre de votre équipe. Tapez vous-même {page} dans le navigateur. Jamais parce qu'on vous appelle.",
    subject: "{sender} vous demande de vous porter garant d'un membre de votre équipe",
    preview: "Ouvrez vous-même votre page. Ce message n'a pas de lien, exprès.",
    heading: "L'informatique vous demande de vous porter garant d'un membre de votre équipe",
    what: "Un membre de votre équipe a demandé de l'aide au support informatique, qui veut être sûr que c'est bien cette personne. Il n'attend que quelques minutes.",
    how: "Tapez **{page}** dans votre navigateur, et connectez-vous avec votre compte professionnel. Vous y lirez de qui il s'agit. Ce message n'a pas de lien, exprès.",
    care: "**Quelqu'un vous a appelé ou écrit pour vous le demander\u00a0?** Alors ne vous portez pas garant. Dites-le sur la page, ou appelez le support informatique{number}.",
  },
};
