/** Every word of the portal, in French, with formal address. See `en.ts` for the rules. */
import type { PortalCopy } from "./en.ts";
import { me } from "../me/fr.ts";

const typedHeading = "D'abord, vérifions que c'est bien vous";

export const fr: PortalCopy = {
  lang: "fr",
  dir: "ltr",
  name: "Français",
  language: "Langue",
  brand: "{organisation} Informatique",
  date: "{weekday} {day} {month}",
  practice:
    "**Exercice.** Vous vous vérifiez vous-même. Cela ne compte pas\u00a0: aucun compte ne change et personne n'est prévenu.",
  deskPlace: "support informatique",
  reportLink: "Ce n'était pas moi",
  goBack: "Retour",
  call: "Appeler le {phone}",
  open: { until: "Ouvert aujourd'hui jusqu'à {until}", from: "Ouvert aujourd'hui de {from} à {until}" },
  titles: {
    landing: "Accueil",
    code: "Code",
    question: "Question {n}",
    warning: "Arrêté",
    report: "Ce n'était pas moi",
    reported: "Signalé",
    approving: "En attente",
    holding: "Revenez plus tard",
    action: "Votre compte",
    action_done: "Terminé",
    action_withdrawn: "Étape suivante",
    verified: "Terminé",
    not_verified: "Étape suivante",
    timed_out: "Temps écoulé",
    person_asked: "Étape suivante",
    other_browser: "Autre navigateur",
    no_cookies: "Ouvrir dans le navigateur",
    move_code: "Code",
    moved: "Autre navigateur",
    ended: "Lien terminé",
    unknown: "Lien inconnu",
    fault: "Erreur",
    busy: "Un instant",
    data: "Vos données",
    other_ways: "Autres moyens",
  },

  landing: {
    headings: {
      password_reset: typedHeading,
      account_unlock: typedHeading,
      mfa_reset: typedHeading,
      identity_check: typedHeading,
    },
    who: "**{agent}**, du support informatique, vous a envoyé ce lien. Ensuite, votre ticket pourra avancer.",
    typed: {
      heading: typedHeading,
      who: "Le support informatique vous a envoyé ce lien pour le ticket {ticket}.",
    },
    ticket: "Ticket {ticket}",
    openedToday: "Ticket {ticket}, ouvert aujourd'hui à {time}",
    openedEarlier: "Ticket {ticket}, ouvert le {day}\u00a0{month} à {time}",
    minutes: { one: "{n} minute", other: "{n} minutes" },
    questions: "{least} à {most} questions",
    longer:
      "Ensuite, cela peut prendre plus de temps\u00a0: une autre personne doit donner son accord, ou la demande est suspendue un moment pour vous protéger.",
    question: "Comment cela a-t-il commencé\u00a0?",
    hint: "Choisissez vous-même. L'informatique ne vous dit jamais sur quoi appuyer ici.",
    started: {
      i_contacted: "J'ai contacté l'informatique",
      someone: "Quelqu'un m'a contacté",
      unknown: "Je ne sais pas",
    },
    collected:
      "Vos réponses, votre réseau et votre navigateur nous servent à vérifier que c'est bien vous. Jamais vos photos, fichiers ou messages. Vos réponses sont supprimées après 30 jours. Vous pouvez refuser.",
    dataLink: "Vos données",
    otherWaysLink: "Autres moyens de prouver que c'est vous",
  },

  data: {
    heading: "Ce que nous utilisons, et pourquoi",
    kept: {
      answers: "**Vos réponses et ce que nous avons demandé**\u00a0: supprimées après {days} jours.",
      contact: "**Le numéro ou l'adresse où nous avons écrit**\u00a0: supprimé après {days} jours.",
      evidence:
        "**Votre réseau et votre navigateur, et quand vous avez fait quoi**\u00a0: supprimés après {days} jours.",
      ticketText:
        "**Notre copie du texte de votre ticket**\u00a0: supprimée {days} jours après sa dernière modification.",
      leaver: "**Ce que l'annuaire dit de vous, avec vos contacts**\u00a0: supprimé {days} jours après votre départ.",
      phone: "**Une marque de votre téléphone, pour le reconnaître**\u00a0: supprimée après {days} jours.",
      record:
        "**Une trace du fait que la vérification a eu lieu et de son résultat**\u00a0: conservée {years} ans, comme l'exigent nos règles.",
    },
    why: [
      "{organisation} demande à {brand} de vérifier qui fait la demande, afin que personne d'autre ne puisse modifier votre compte.",
    ],
    rights: [
      "Vous n'êtes pas obligé de le faire ici. Si vous refusez, nous ne modifions pas votre compte, et vous pouvez utiliser un autre moyen.",
      "Des questions, ou envie de voir ou de supprimer vos données\u00a0: {contact}.",
    ],
  },

  otherWays: {
    heading: "Autres moyens de prouver que c'est vous",
    ways: [
      "Présentez-vous avec votre badge ici\u00a0: {place}. {open}",
      "Demandez à votre responsable d'appeler le support informatique pour vous.",
      "Dites à la personne au téléphone que vous préférez ne pas le faire. Il n'y a aucune conséquence.",
    ],
  },

  code: {
    label: "Tapez les 6 chiffres que l'informatique vous lit",
    hint: "C'est l'informatique qui les lit. Elle ne vous demande jamais de les lire à voix haute.",
    limits: "Ils sont valables jusqu'à {time}. {tries}",
    tries: { one: "Vous avez {n} essai.", other: "Vous avez {n} essais." },
    wrong: "Ces chiffres ne correspondent pas. {tries}",
    triesLeft: { one: "Il vous reste {n} essai.", other: "Il vous reste {n} essais." },
    notACode: "Tapez les 6 chiffres. Cela n'a pas compté comme un essai.",
    ended: "Ces chiffres ne sont plus valables. Demandez-en d'autres à l'informatique.",
    submit: "Continuer",
  },

  moveCode: {
    heading: "Tapez les 6 chiffres que nous vous avons envoyés",
    label: "Les 6 chiffres",
    hint: "Ils ont été envoyés au même téléphone ou à la même adresse qu'avant. Ne les lisez jamais à voix haute.",
    ended: "Ces chiffres ne sont plus valables.",
    again: "Envoyer de nouveaux chiffres",
  },

  checking: {
    over: "Vous avez indiqué\u00a0: J'ai contacté l'informatique",
    heading: "Votre première question arrive",
    text: "Cela prend une ou deux secondes. Vous n'avez rien à faire.",
    collected: "Nous regardons votre réseau et votre navigateur. Jamais vos photos, fichiers ou messages.",
  },

  question: {
    progress: {
      within: "Question {n} sur {least} à {most}",
      beyond: "Question {n}, encore quelques-unes",
      last: "Question {n}, la dernière",
    },
    kinds: {
      peer: { heading: "Laquelle de ces personnes a le même responsable que vous\u00a0?" },
      direct_report: { heading: "Laquelle de ces personnes est sous votre responsabilité\u00a0?" },
      group: { heading: "De quel groupe faites-vous partie\u00a0?" },
      closed_ticket: { heading: "Pour laquelle de ces demandes avez-vous sollicité l'informatique\u00a0?" },
      meeting_person: { heading: "Avec qui aviez-vous une réunion le {date}\u00a0?" },
      manager: {
        heading: "Qui est votre responsable\u00a0?",
        hint: "Prénom et nom. Les petites fautes ne comptent pas.",
      },
      sign_in_city: {
        heading: "Dans quelle ville étiez-vous lors de votre dernière connexion au travail, avant aujourd'hui\u00a0?",
      },
      start_month: { heading: "Quand avez-vous commencé à travailler chez {organisation}\u00a0?" },
    },
    choiceHint: "Touchez une réponse. Vous pourrez la changer à l'écran suivant.",
    monthHint: "L'année d'abord, puis le mois. Une idée approximative suffit.",
    none: "Aucune de ces réponses",
    skip: "Je ne sais pas",
    skipHint: "Ce n'est pas grave de ne pas savoir. Nous poserons une autre question.",
    submit: "Continuer",
    answer: "Votre réponse",
    month: "Mois",
    year: "Année",
    earlier: "Années précédentes",
    change: "Changer la réponse précédente",
    until: "Vous avez jusqu'à **{time}**",
    moreTime: "J'ai besoin de plus de temps",
    added: "10 minutes de plus",
    soon: "Encore deux minutes. Appuyez sur «\u00a0J'ai besoin de plus de temps\u00a0» si vous en voulez 10 de plus.",
    soonNoMore: "Encore deux minutes.",
    problem: "Vérifiez votre réponse",
    problems: {
      year: "Choisissez d'abord l'année",
      month: "Choisissez un mois",
      empty: "Tapez une réponse, ou appuyez sur Je ne sais pas",
      too_long: "Tapez une réponse plus courte",
    },
  },

  offline: {
    heading: "Pas de connexion",
    text: "Votre réponse est conservée. Nous l'enverrons dès que vous serez en ligne.",
    retry: "Essayer maintenant",
    waiting: "En attente d'envoi",
    sent: "Envoyé. Vous êtes de nouveau en ligne.",
  },

  warning: {
    state: "Vérification arrêtée",
    headings: {
      someone: "Arrêtez-vous là.\nC'est peut-être un piège",
      unknown: "Arrêtez-vous là.\nAssurons-nous d'abord",
    },
    text: "Certains se font passer pour l'informatique. Vous avez bien fait d'arrêter. Rien n'a changé sur votre compte.",
    never: "L'informatique ne vous demande jamais",
    nevers: [
      "de lire à voix haute un code ou un mot de passe",
      "d'approuver une connexion que vous n'avez pas lancée",
      "d'installer une application pour montrer votre écran",
      "d'appuyer sur un bouton précis de cette page",
    ],
    next: "Que faire maintenant",
    steps: [
      "Si vous êtes au téléphone, raccrochez.",
      "Appelez vous-même l'informatique. Utilisez un numéro que vous connaissez déjà, comme celui de votre badge.",
    ],
    note: "Nous avons prévenu le support informatique. Vous avez appuyé par erreur\u00a0? Demandez-lui un nouveau lien.",
  },

  report: {
    heading: "Vous n'avez rien demandé\u00a0?",
    intro: "Si vous nous dites que ce n'était pas vous\u00a0:",
    stop: "nous arrêtons cette demande tout de suite",
    tellSecurity: "nous prévenons l'équipe de sécurité",
    tellDesk: "nous prévenons le support informatique",
    block: "nous bloquons les nouvelles demandes de mot de passe pour votre compte jusqu'à demain à {time}",
    forget: {
      sms: "nous n'utilisons plus ce numéro de téléphone pour {organisation}",
      email: "nous n'utilisons plus cette adresse e-mail pour {organisation}",
    },
    same: "Ce qui ne change pas",
    sameOnRecord: "Votre mot de passe ne change pas. Vous pouvez vous connecter et travailler comme toujours.",
    sameTyped: "Il ne se passe rien d'autre. Vous n'avez rien de plus à faire.",
    yes: "Oui, ce n'était pas moi",
    no: "Non, retour",
  },

  reported: {
    state: "Arrêté à {time}",
    heading: "Merci. Nous avons tout arrêté",
    security: "Nous prévenons l'équipe de sécurité. Votre mot de passe n'a pas changé. Vous pouvez fermer cette page.",
    desk: "Nous avons prévenu le support informatique. Votre mot de passe n'a pas changé. Vous pouvez fermer cette page.",
  },

  holding: {
    state: "En attente",
    heading: "Revenez à {time}, dans ce navigateur",
    headingDesk: "La suite a lieu à {time}",
    text: "Votre part est faite pour le moment. Pour vous protéger, rien ne peut être changé avant **{time}**. Les contacts que l'informatique a pour vous ont été informés de cette demande, et chacun d'eux peut l'arrêter.",
    returns:
      "Ouvrez alors de nouveau votre lien, **dans ce navigateur sur cet appareil**\u00a0: rien ne continue dans un autre. Un message vous dit quand c'est le moment, et vous avez alors quelques minutes pour choisir votre nouveau mot de passe.",
    desk: "Ensuite, le support informatique s'en occupe. Vous n'avez plus rien à faire ici.",
    note: "D'ici là, vous pouvez verrouiller votre téléphone ou fermer cette page. L'informatique peut vous laisser continuer plus tôt.",
    again: "Vérifier de nouveau",
  },

  approving: {
    state: "En attente",
    heading: "Une autre personne doit donner son accord",
    text: "Votre part est faite. Pour cette demande, une autre personne doit dire oui. Vous êtes au téléphone avec le support\u00a0? Restez en ligne.",
    note: "Vous pouvez verrouiller votre téléphone ou fermer cette page. Ouvrez de nouveau votre lien dans ce navigateur pour voir la réponse.",
    late: "Pas de réponse à **{time}**\u00a0? Le support informatique vous dit alors quoi faire.",
    digitsHeading: "Votre responsable va vous appeler",
    digits:
      "Lisez ces deux chiffres à votre responsable, et seulement si c'est vraiment votre responsable qui vous appelle. Jamais à quelqu'un de l'informatique.",
    again: "Vérifier de nouveau",
    passkey: {
      state: "Encore une étape",
      heading: "Utilisez votre clé d'accès",
      text: "Merci pour vos réponses. Pour cette demande, montrez aussi votre clé d'accès\u00a0: par votre doigt, votre visage ou votre code. Vous êtes au téléphone avec le support\u00a0? Restez en ligne.",
      asked: "Le support a aussi demandé à une autre personne. Si elle dit oui, cela peut suffire.",
      use: "Utiliser la clé d'accès",
      script:
        "Votre navigateur ne peut pas le faire ici\u00a0: il faut JavaScript et un navigateur de 2025 ou plus récent. Veuillez appeler le support informatique.",
      none: "Aucune clé n'a été utilisée. Réessayez. Si elle est sur un autre appareil, choisissez-le quand votre navigateur le demande.",
      refused:
        "Cette clé n'a pas été acceptée. Utilisez-en une que vous avez ajoutée à votre propre page il y a sept jours ou plus.",
      suspended:
        "Une copie de cette clé est apparue, elle ne compte donc plus. Veuillez appeler le support informatique.",
      away: "Cela n'a pas marché. Vos réponses sont gardées. Veuillez réessayer dans un instant.",
      late: "Vous avez jusqu'à **{time}**. Ensuite, le support informatique vous dit quoi faire.",
    },
  },

  passkeyOffer: {
    heading: "Plus rapide la prochaine fois",
    text: "Ajoutez une clé d'accès à cet appareil. La prochaine fois que l'informatique demandera plus que des réponses, votre doigt, votre visage ou votre code suffira. Elle compte au bout de sept jours. Tous les contacts que nous avons de vous, et votre responsable, en sont informés.",
    added:
      "Votre clé d'accès est ajoutée. Elle compte au bout de sept jours. Vos contacts et votre responsable en sont informés.",
  },

  verified: {
    state: "Vérifié. C'est bien vous, {firstName}",
    heading: "Votre part est faite",
    text: "{agent} peut maintenant s'occuper de votre ticket. Vous pouvez fermer cette page.",
  },

  action: {
    account: "Pour {account}",
    until: "Vous avez jusqu'à **{time}**",
    headings: {
      password_reset: "Choisissez votre nouveau mot de passe",
      account_unlock: "Déverrouillez votre compte professionnel",
    },
    unlock: "Appuyez sur le bouton, et vous pourrez de nouveau vous connecter avec votre mot de passe.",
    rules: "Votre compte professionnel demande",
    length: { one: "{n} caractère ou plus", other: "{n} caractères ou plus" },
    atMost: { one: "{n} caractère au plus", other: "{n} caractères au plus" },
    notLeaked: "aucun qui soit connu par une fuite de données",
    noRules:
      "Votre compte professionnel ne nous donne pas ses règles en ce moment. Il les vérifie quand vous enregistrez.",
    label: "Nouveau mot de passe",
    hide: "Masquer",
    show: "Afficher",
    suggest: "En proposer un",
    another: "En proposer un autre",
    note: "Enregistrez-le dans votre application de mots de passe ou notez-le. Il vous le faut ensuite sur votre ordinateur. L'informatique ne peut pas le voir.",
    submits: { password_reset: "Définir ce mot de passe", account_unlock: "Déverrouiller mon compte" },
    working: "Nous attendons votre compte professionnel. Regardez de nouveau dans une minute.",
    again: "Regarder de nouveau",
    unsure: {
      password_reset:
        "Votre compte professionnel n'a pas dit s'il a accepté votre mot de passe. Définissez-en un de nouveau : le dernier compte.",
      account_unlock: "Votre compte professionnel n'a pas dit s'il est déverrouillé. Appuyez de nouveau sur le bouton.",
    },
    problems: {
      empty: "Tapez un nouveau mot de passe, ou appuyez sur En proposer un.",
      common: "Trop de gens utilisent ce mot de passe. Choisissez-en un autre ou demandez une proposition.",
      leaked:
        "Celui-ci est connu par une fuite de données, donc des attaquants l'essaient. Choisissez-en un autre ou demandez une proposition.",
      personal:
        "C'est à peine plus que votre nom, celui de votre compte ou celui de l'entreprise. Ajoutez d'autres mots.",
      too_short: {
        one: "Trop court. Il faut {n} caractère ou plus.",
        other: "Trop court. Il faut {n} caractères ou plus.",
      },
      too_long: { one: "Trop long. {n} caractère au plus.", other: "Trop long. {n} caractères au plus." },
      refused: "Votre compte professionnel ne l'a pas accepté : {reason}",
      away: "Nous n'arrivons pas à joindre votre compte professionnel. Rien n'a changé. Réessayez dans une minute.",
      none_left: "Vous avez essayé autant de fois que possible. Demandez un nouveau lien au service informatique.",
    },
  },

  actionDone: {
    state: "Fait à {time}",
    headings: {
      password_reset: "Votre nouveau mot de passe est en place",
      account_unlock: "Votre compte est déverrouillé",
    },
    earlier: "C'est celui que vous avez tapé avant le dernier.",
    leaks: {
      none_known: "Il n'est pas parmi les mots de passe connus par des fuites de données.",
      not_checked: "Nous n'avons pas pu voir s'il est connu par une fuite de données.",
    },
    covers:
      "Il vaut maintenant partout où vous vous connectez avec votre compte professionnel. Un compte avec son propre mot de passe ne change pas.",
    next: "Faites ceci ensuite",
    laptop:
      "**Ordinateur.** Au bureau, redémarrez-le et utilisez le nouveau mot de passe. À la maison, connectez-vous avec l'ancien, lancez le VPN, verrouillez, puis déverrouillez avec le nouveau.",
    mail: "**Messagerie sur votre téléphone.** Ouvrez-la. Quand elle le demande, tapez le nouveau mot de passe.",
    sessions: "Nous vous déconnectons de vos autres appareils, là où votre compte professionnel le permet.",
    unlocked: "Connectez-vous avec le mot de passe que vous avez. Rien d'autre n'a changé.",
    notWorking: "Ça ne marche toujours pas",
    opens: "Cela prévient le service informatique. Votre ticket est {ticket}.",
    told: "Nous avons prévenu le service informatique. Il regarde et vous contacte. Votre ticket est {ticket}.",
  },

  actionWithdrawn: {
    heading: "Nous ne pouvons pas le faire ici",
    text: "Rien n'a changé dans votre compte. {agent} peut le voir et vous dit ce qui se passe ensuite.",
  },

  feedback: { question: "Comment était-ce\u00a0?", easy: "Facile", ok: "Correct", hard: "Difficile", thanks: "Merci." },

  notVerified: {
    heading: "Nous ne pouvons pas terminer ici",
    text: "Cela ne veut pas dire que vous avez fait une erreur. Pour protéger les comptes, nous ne montrons pas le résultat de chaque étape. Rien n'a changé sur votre compte.",
    next: "Votre prochaine étape",
    step: "Allez au support informatique\navec votre badge",
    reference: "Votre numéro de référence",
    ticket: "Ticket {ticket}. Le support l'a aussi.",
    onCall: "Vous êtes au téléphone avec {agent}\u00a0? Restez en ligne. {agentFirst} voit que vous avez terminé.",
    call: "Vous ne pouvez pas vous déplacer\u00a0? Appelez le {phone}",
    person: "Demander à quelqu'un de revoir cela",
  },

  timedOut: {
    heading: "Le temps est écoulé",
    text: "Cela a pris trop de temps, nous avons donc fermé pour protéger votre compte. Rien n'a changé. Demandez un nouveau lien au support informatique.",
  },

  personAsked: {
    heading: "Quelqu'un va regarder cela",
    text: "Vous aurez de nos nouvelles avant\u00a0: **{time}**, à un numéro de téléphone ou une adresse e-mail que nous avons déjà. Si vous appelez, donnez ce numéro\u00a0:",
    today: "aujourd'hui, {time}",
    tomorrow: "demain, {time}",
    other: "{weekday} {day} {month}, {time}",
  },

  otherBrowser: {
    heading: "Vous avez commencé dans un autre navigateur",
    text: "Cela arrive quand le lien s'ouvre dans une autre application. Vos réponses sont conservées.",
    next: "Pour continuer dans celui-ci",
    steps: [
      "Appuyez sur **Continuer ici**.",
      "Nous envoyons 6 chiffres au même téléphone ou à la même adresse qu'avant.",
      "Tapez-les ici.",
    ],
    back: "Ou revenez à l'autre navigateur.",
    move: "Continuer ici",
    notMe: "Dans l'autre navigateur, ce n'était pas moi",
  },

  noCookies: {
    heading: "Ouvrez ceci dans votre navigateur",
    text: "Cette page est ouverte dans une autre application, ou les cookies sont désactivés ici. Il nous faut un petit cookie pour savoir que la prochaine réponse vient aussi de vous.",
    next: "Que faire maintenant",
    steps: [
      "Cherchez **Ouvrir dans le navigateur** dans le menu de cette application.",
      "Ou copiez le lien, ouvrez Safari, Chrome ou un autre navigateur, et collez-le dans la barre d'adresse.",
    ],
    link: "Votre lien",
    copy: "Copier le lien",
    copied: "Lien copié",
    unused: "Rien n'est perdu\u00a0: votre lien fonctionne encore là-bas. Ne le donnez jamais à personne.",
    again: "Les cookies sont activés, réessayer ici",
  },

  moved: { heading: "Vous avez continué dans un autre navigateur", text: "Vous pouvez fermer cette page." },

  ended: {
    heading: "Ce lien est terminé",
    text: "Les liens fonctionnent 10 minutes et une seule fois. Cela protège les comptes. Rien n'a changé.",
    next: "Que faire maintenant",
    step: "Demandez un nouveau lien au support informatique. Vous êtes au téléphone avec lui\u00a0? Dites-le simplement. Cela prend quelques secondes.",
  },

  unknown: {
    heading: "Nous ne connaissons pas ce lien",
    text: "Il en manque peut-être une partie. Ouvrez-le de nouveau depuis le message, ou demandez-en un autre au support informatique.",
  },

  busy: {
    heading: "Un instant",
    text: "Notre système ne répond pas pour le moment. Rien de ce que vous avez envoyé ne joue contre vous. Réessayez dans un instant.",
    again: "Réessayer",
    waiting: "Notre système ne répond pas pour le moment. Votre réponse est conservée. Nous la renvoyons pour vous.",
    sent: "Envoyé. Cela fonctionne de nouveau.",
  },

  fault: {
    heading: "Un problème est survenu de notre côté",
    text: "Rien n'a changé. Réessayez dans une minute. Si cela continue, appelez le {phone}.",
  },

  me,
};
