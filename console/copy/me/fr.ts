import type { me as en } from "./en.ts";

export const me: typeof en = {
  titles: {
    sign_in: "Connexion",
    page: "Votre page",
    not_me: "Ce n'était pas moi",
    stop: "Ce n'était pas moi",
    busy: "Un instant",
    fault: "Erreur",
  },

  signIn: {
    heading: "Voyez ce que l'informatique conserve sur vous",
    text: "Cette page montre ce que {organisation} conserve sur vous pour s'assurer que c'est bien vous quand vous demandez de l'aide. Connectez-vous avec votre compte professionnel pour l'ouvrir.",
    with: "Continuer avec {provider}",
    vouch:
      "L'informatique vous a demandé de vous porter garant de quelqu'un\u00a0? Connectez-vous ici\u00a0: votre entreprise redemande tout, y compris le second facteur.",
    vouchWith: "Se connecter pour se porter garant, avec {provider}",
    none: "Aucune connexion n'est encore prévue pour cette page. Demandez au support informatique ce qui est conservé sur vous.",
  },

  problems: {
    unknown: "Ce compte n'ouvre aucune page ici. Demandez au support informatique.",
    second_factor: "Vous vous êtes connecté avec un simple mot de passe. Recommencez avec votre second facteur.",
    stale: "Votre entreprise ne vous a pas redemandé de vous connecter. Veuillez réessayer.",
    again: "Cela n'a pas marché. Veuillez vous reconnecter.",
    away: "La connexion de votre entreprise ne répond pas pour le moment. Réessayez dans un instant.",
    too_many: "Trop d'essais. Attendez une minute, puis réessayez.",
    gone: "C'était déjà terminé.",
    unreadable: "Cela n'a pas pu être lu. Veuillez réessayer.",
    step_up: "Il faut une connexion de moins de cinq minutes. Connectez-vous à nouveau.",
    vouch_gone: "On ne vous le demande plus\u00a0: c'est répondu, ou la vérification est terminée.",
    vouch_not_yet: "La personne répond encore et n'a rien à vous lire. Réessayez dans un instant.",
    vouch_wrong: "Ce ne sont pas les deux chiffres de la page de cette personne. Vous ne vous êtes pas porté garant.",
    vouch_used_up: "Ils étaient faux trois fois\u00a0: vous ne pouvez plus vous porter garant. L'informatique le sait.",
    vouch_not_yours:
      "Vous ne pouvez pas vous porter garant de cette personne maintenant. Demandez au support informatique.",
  },

  done: {
    vouched: "Merci. Vous vous êtes porté garant, et n'avez plus rien à faire.",
    vouch_refused: "Vous ne vous êtes pas porté garant. L'informatique le sait.",
    vouch_warned: "Merci. La demande est arrêtée, et l'informatique sait ce qui s'est passé.",
  },

  vouches: {
    heading: "Ce qu'on vous demande",
    fresh:
      "L'informatique vous a demandé de vous porter garant d'un membre de votre équipe\u00a0? Connectez-vous à nouveau pour le voir.",
    confirm: "Se connecter à nouveau",
    secondFactor:
      "Personne ne peut vous demander ici de vous porter garant\u00a0: la connexion de votre entreprise ne nous dit pas qu'un second facteur a été utilisé.",
    none: "Personne ne vous demande maintenant de vous porter garant.",
    asked: "{agent}, du support informatique, demande\u00a0: est-ce bien {person} qui veut cela\u00a0?",
    account: "Compte {account}",
    times: "Demandé le {asked}. Une réponse compte jusqu'au {until}.",
    warning: "**Ne le faites jamais parce que quelqu'un vous a appelé ou écrit pour vous le demander.**",
    steps: [
      "Appelez vous-même {person}, à un numéro que vous connaissez.",
      "Demandez ce qui doit être fait, et comparez avec ce qui est écrit ici.",
      "Faites-vous lire les deux chiffres de sa page.",
    ],
    notYet:
      "{person} répond encore aux questions de l'informatique. Les deux chiffres viennent après\u00a0; rouvrez alors cette page.",
    digits: "Les deux chiffres",
    tries: "Nombre d'essais au plus\u00a0: {count}.",
    vouch: "Me porter garant",
    refuse: "Refuser",
    warn: "On m'a appelé pour le demander",
    warnHint: "«\u00a0On m'a appelé pour le demander\u00a0» arrête aussitôt la demande.",
  },

  heading: "Ce que l'informatique conserve sur vous",
  intro:
    "{organisation} s'en sert pour s'assurer que c'est bien vous quand vous demandez de l'aide. Ce que nous demandons n'est jamais montré, même ici\u00a0: quiconque entrerait dans votre compte l'apprendrait.",
  signOut: "Se déconnecter",

  you: {
    heading: "Vous",
    name: "Nom",
    email: "E-mail professionnel",
    userName: "Nom d'utilisateur",
    also: "L'annuaire contient aussi\u00a0:",
    updated: "Dernière modification le {date}.",
    fields: {
      directory_id: "un numéro ou identifiant à vous",
      title: "votre fonction",
      language: "votre langue",
      time_zone: "votre fuseau horaire",
      privileged: "que votre compte a des droits particuliers",
    },
  },

  contacts: {
    heading: "Vos contacts privés",
    none: "Aucun n'est enregistré. L'informatique a alors moins de moyens de vous joindre.",
    fromDirectory: "De l'annuaire, depuis le {date}",
    selfService: "Vous pouvez le modifier vous-même, depuis le {date}",
    notYet: "Ne compte pas encore quand l'informatique s'assure que c'est vous.",
  },

  accounts: { heading: "Vos autres comptes" },

  facts: {
    heading: "Sur quoi l'informatique peut vous interroger",
    none: "Rien.",
    kinds: {
      manager: "Votre responsable",
      peers: "Les personnes de votre équipe",
      directReports: "Les personnes que vous encadrez",
      department: "Votre service",
      office: "Votre bureau",
      groups: "Les groupes dont vous faites partie",
      closedTickets: "Vos demandes précédentes",
      meetings: "Vos réunions",
      signIns: "Où vous vous êtes connecté",
      startMonth: "Quand vous avez commencé",
      devices: "Vos appareils",
    },
    sources: {
      import: "de l'annuaire",
      self_service: "de ce que vous ou l'informatique avez saisi",
      system: "d'un autre système",
    },
    newest: "le plus récent du {date}",
    baseline: "depuis le début",
  },

  checks: {
    heading: "Vérifications des 90 derniers jours",
    none: "Aucune.",
    actions: {
      password_reset: "Nouveau mot de passe",
      account_unlock: "Déblocage du compte",
      mfa_reset: "Réinitialisation du second facteur",
      identity_check: "Vérification d'identité",
    },
    outcomes: {
      in_progress: "En cours",
      undelivered: "Le message n'est pas arrivé",
      passed: "Réussie",
      void: "Réussie, ne compte plus",
      failed: "Non réussie",
      not_enough_questions: "Trop peu de réponses",
      timed_out: "Délai dépassé",
      cancelled: "Arrêtée",
      reported: "Signalée\u00a0: ce n'était pas vous",
    },
  },

  phones: {
    heading: "Les téléphones que nous reconnaissons",
    none: "Aucun.",
    one: "Un téléphone, depuis le {date}",
    notYet: "Ne compte pas pour vous.",
  },

  passkeys: {
    heading: "Vos clés d'accès",
    none: "Aucune.",
    text: "Une clé d'accès montre à l'informatique que c'est vous, par votre doigt, votre visage ou votre code. Une vérification à laquelle vos réponses ne suffisent pas la demande, dès qu'elle est ici depuis sept jours. Tous les contacts que nous avons de vous, et votre responsable, en sont informés.",
    counts: "Compte depuis le {date}",
    notYet: "Comptera à partir du {date}",
    suspended: "Une copie est apparue, elle ne compte donc plus. Retirez-la.",
    rename: "Renommer",
    remove: "Retirer",
    name: "Nom de la clé",
    usual: "Mon appareil",
    add: "Ajouter une clé d'accès",
    fresh: "Pour en ajouter une, connectez-vous d'abord à nouveau.",
    confirm: "Se connecter à nouveau",
    secondFactor:
      "La connexion de votre entreprise ne nous dit pas qu'un second facteur a servi, on ne peut donc pas en ajouter ici.",
    full: "Vous en avez autant qu'il est possible. Retirez-en une d'abord.",
    script: "Pour en ajouter une, il faut JavaScript et un navigateur de 2025 ou plus récent.",
    failed: "Aucune clé n'a été ajoutée. Veuillez réessayer.",
    known: "Cet appareil en a déjà une à vous.",
  },

  notMe: {
    heading: "Cette clé d'accès était-elle inattendue\u00a0?",
    text: "Elle a été ajoutée le {day} et compte à partir du {until}. Si vous appuyez, elle est retirée et l'informatique est informée.",
    yes: "La retirer",
    overHeading: "Cette clé compte désormais",
    over: "Elle ne peut plus être retirée ici. Appelez le support informatique.",
    goneHeading: "Il n'y a rien à retirer",
    gone: "Cette clé n'existe plus, ou le lien n'est pas complet.",
    undoneHeading: "Merci. Elle est retirée",
    undone: "Plus personne ne peut s'en servir. L'informatique est informée. Vous pouvez fermer cette page.",
  },

  stop: {
    heading: "Ce n'était pas vous\u00a0?",
    headingReport: "Ce n'est pas normal\u00a0?",
    about: "Voici de quoi il s'agit\u00a0:",
    aboutPerson: "Il s'agit du compte professionnel de {person}\u00a0:",
    line: "{day}\u00a0: {what}.",
    happens: "Si vous appuyez sur le bouton",
    stops: "la vérification est arrêtée, et plus rien de ce qu'elle permettait n'est possible",
    blocks:
      "si son lien est parti vers une adresse ou un numéro saisi à la main, plus aucun n'y part pendant 24 heures",
    wide: "pendant 24 heures personne ne peut être vérifié à votre nom, et les sessions ouvertes du compte sont fermées là où le système le peut",
    security: "l'équipe de sécurité est informée aussitôt",
    desk: "le support informatique le lit dans le ticket",
    stays:
      "Ce qui est déjà fait reste fait. Si ce n'était pas vous, appelez aussi le support informatique, à un numéro que vous connaissez.",
    yes: "Arrêter",
    stoppedHeading: "Merci. C'est arrêté",
    stopped: "La vérification et ce qu'elle permettait sont terminés. Vous pouvez fermer cette page.",
    stoppedWide:
      "La vérification et ce qu'elle permettait sont terminés, et pendant 24 heures personne ne peut être vérifié à votre nom. Vous pouvez fermer cette page.",
    next: "Si quelque chose a été fait que vous ne vouliez pas, appelez le support informatique à un numéro que vous connaissez.",
    overHeading: "Ce lien a expiré",
    over: "Il était valable 30 jours. Appelez le support informatique.",
    goneHeading: "Il n'y a rien à arrêter",
    gone: "Le lien n'est pas complet, ou ce dont il parlait n'est plus conservé.",
  },

  linked: { heading: "Les comptes qui ouvrent cette page" },

  signIns: {
    heading: "Vos connexions à cette page",
    current: "Celle-ci",
    began: "Commencée le {date}",
    ended: "Terminée le {date}",
    end: "Y mettre fin",
  },

  file: "Emporter dans un fichier",
  busy: { heading: "Un instant", text: "Notre système ne répond pas pour le moment. Réessayez dans un instant." },
  fault: { heading: "Un problème est survenu chez nous", text: "Rien n'a changé. Réessayez dans une minute." },
};
