/** Every word of the portal, in Portuguese, with formal address. See `en.ts` for the rules. */
import type { PortalCopy } from "./en.ts";
import { me } from "../me/pt.ts";

const typedHeading = "Primeiro, confirmar a sua identidade";

export const pt: PortalCopy = {
  lang: "pt-PT",
  dir: "ltr",
  name: "Português",
  language: "Idioma",
  brand: "TI de {organisation}",
  date: "{weekday}, {day} de {month}",
  practice:
    "**Prática.** Está a verificar-se a si próprio. Não conta para nada: nenhuma conta muda e ninguém é avisado.",
  deskPlace: "serviço de apoio de TI",
  reportLink: "Não fui eu",
  goBack: "Voltar",
  call: "Ligar para {phone}",
  open: { until: "Aberto hoje até às {until}", from: "Aberto hoje das {from} às {until}" },
  titles: {
    landing: "Início",
    code: "Código",
    question: "Pergunta {n}",
    warning: "Parado",
    report: "Não fui eu",
    reported: "Comunicado",
    approving: "Em espera",
    holding: "Volte mais tarde",
    action: "A sua conta",
    action_done: "Feito",
    action_withdrawn: "Próximo passo",
    verified: "Concluído",
    not_verified: "Próximo passo",
    timed_out: "O tempo acabou",
    person_asked: "Próximo passo",
    other_browser: "Outro navegador",
    no_cookies: "Abrir no navegador",
    move_code: "Código",
    moved: "Outro navegador",
    ended: "Ligação terminada",
    unknown: "Ligação desconhecida",
    fault: "Erro",
    busy: "Um momento",
    data: "Os seus dados",
    other_ways: "Outras formas",
  },

  landing: {
    headings: {
      password_reset: typedHeading,
      account_unlock: typedHeading,
      mfa_reset: typedHeading,
      identity_check: typedHeading,
    },
    who: "**{agent}**, do serviço de apoio de TI, enviou-lhe esta ligação. Depois disto, o seu pedido pode avançar.",
    typed: {
      heading: typedHeading,
      who: "O serviço de apoio de TI enviou-lhe esta ligação por causa do pedido {ticket}.",
    },
    ticket: "Pedido {ticket}",
    openedToday: "Pedido {ticket}, aberto hoje às {time}",
    openedEarlier: "Pedido {ticket}, aberto a {day}\u00a0de\u00a0{month} às {time}",
    minutes: { one: "{n} minuto", other: "{n} minutos" },
    questions: "{least} a {most} perguntas",
    longer:
      "Depois pode demorar mais: outra pessoa tem de concordar, ou o pedido fica retido algum tempo para o proteger.",
    question: "Como é que isto começou?",
    hint: "A escolha é sua. A TI nunca lhe diz em que botão carregar.",
    started: {
      i_contacted: "Eu contactei a TI",
      someone: "Alguém me contactou",
      unknown: "Não sei",
    },
    collected:
      "Usamos as suas respostas, a sua rede e o seu navegador para confirmar a sua identidade. Nunca as suas fotografias, ficheiros ou mensagens. As suas respostas são apagadas ao fim de 30 dias. Pode recusar.",
    dataLink: "Os seus dados",
    otherWaysLink: "Outras formas de confirmar a sua identidade",
  },

  data: {
    heading: "O que usamos e porquê",
    kept: {
      answers: "**As suas respostas e aquilo que perguntámos**: apagadas ao fim de {days} dias.",
      contact: "**O número ou endereço para onde escrevemos**: apagado ao fim de {days} dias.",
      evidence: "**A sua rede e o seu navegador, e quando fez o quê**: apagados ao fim de {days} dias.",
      ticketText: "**A nossa cópia do texto do seu pedido**: apagada {days} dias depois da última alteração.",
      leaver: "**O que o diretório diz de si, com os seus contactos**: apagado {days} dias depois de sair.",
      phone: "**Uma marca do seu telefone, para o reconhecer**: apagada ao fim de {days} dias.",
      record:
        "**Um registo de que a verificação aconteceu e de como terminou**: guardado durante {years} anos, como exigem as nossas regras.",
    },
    why: [
      "{organisation} pede a {brand} que confirme quem faz o pedido, para que mais ninguém possa alterar a sua conta.",
    ],
    rights: [
      "Não tem de o fazer aqui. Se recusar, não alteramos a sua conta e pode usar outra forma.",
      "Perguntas, ou quer ver ou apagar os seus dados: {contact}.",
    ],
  },

  otherWays: {
    heading: "Outras formas de confirmar a sua identidade",
    ways: [
      "Vá com o seu cartão de funcionário a: {place}. {open}",
      "Peça à sua chefia que ligue por si para o serviço de apoio de TI.",
      "Diga à pessoa ao telefone que prefere não o fazer. Não acontece nada de mal.",
    ],
  },

  code: {
    label: "Escreva os 6 números que a TI lhe lê",
    hint: "É a TI que os lê. A TI nunca lhe pede que os leia em voz alta.",
    limits: "São válidos até às {time}. {tries}",
    tries: { one: "Tem {n} tentativa.", other: "Tem {n} tentativas." },
    wrong: "Estes números não coincidem. {tries}",
    triesLeft: { one: "Resta-lhe {n} tentativa.", other: "Restam-lhe {n} tentativas." },
    notACode: "Escreva os 6 números. Isto não gastou nenhuma tentativa.",
    ended: "Estes números já não são válidos. Peça outros à TI.",
    submit: "Continuar",
  },

  moveCode: {
    heading: "Escreva os 6 números que lhe enviámos",
    label: "Os 6 números",
    hint: "Foram para o mesmo telefone ou e-mail de antes. Nunca os leia em voz alta.",
    ended: "Estes números já não são válidos.",
    again: "Enviar números novos",
  },

  checking: {
    over: "Indicou: Eu contactei a TI",
    heading: "A preparar a primeira pergunta",
    text: "Demora um ou dois segundos. Não tem de fazer nada.",
    collected: "Vemos a sua rede e o seu navegador. Nunca as suas fotografias, ficheiros ou mensagens.",
  },

  question: {
    progress: {
      within: "Pergunta {n} de {least} a {most}",
      beyond: "Pergunta {n}, mais algumas",
      last: "Pergunta {n}, a última",
    },
    kinds: {
      peer: { heading: "Qual destas pessoas tem a mesma chefia que a sua?" },
      direct_report: { heading: "Qual destas pessoas responde perante si?" },
      group: { heading: "A qual destes grupos pertence?" },
      closed_ticket: { heading: "Com qual destas coisas pediu ajuda à TI?" },
      meeting_person: { heading: "Com quem teve uma reunião ({date})?" },
      manager: {
        heading: "Quem é a sua chefia?",
        hint: "Nome e apelido. Pequenos erros não fazem mal.",
      },
      sign_in_city: {
        heading: "Em que cidade estava quando iniciou sessão no trabalho pela última vez antes de hoje?",
      },
      start_month: { heading: "Quando começou a trabalhar em {organisation}?" },
    },
    choiceHint: "Toque numa. Pode alterá-la no ecrã seguinte.",
    monthHint: "Primeiro o ano, depois o mês. Basta uma ideia aproximada.",
    none: "Nenhuma destas opções",
    skip: "Não sei",
    skipHint: "Não faz mal não saber. Perguntamos outra coisa.",
    submit: "Continuar",
    answer: "A sua resposta",
    month: "Mês",
    year: "Ano",
    earlier: "Anos anteriores",
    change: "Alterar a resposta anterior",
    until: "Tem até às **{time}**",
    moreTime: "Preciso de mais tempo",
    added: "Mais 10 minutos",
    soon: "Faltam dois minutos. Carregue em «Preciso de mais tempo» se quiser mais 10.",
    soonNoMore: "Faltam dois minutos.",
    problem: "Reveja a sua resposta",
    problems: {
      year: "Escolha primeiro o ano",
      month: "Escolha um mês",
      empty: "Escreva uma resposta ou carregue em Não sei",
      too_long: "Escreva uma resposta mais curta",
    },
  },

  offline: {
    heading: "Sem ligação à rede",
    text: "A sua resposta está guardada. Enviamo-la quando voltar a ter rede.",
    retry: "Tentar agora",
    waiting: "À espera de envio",
    sent: "Enviado. Já tem rede outra vez.",
  },

  warning: {
    state: "Verificação parada",
    headings: {
      someone: "Pare aqui.\nPode ser um truque",
      unknown: "Pare aqui.\nPrimeiro, ter a certeza",
    },
    text: "Há quem se faça passar pela TI. Fez bem em parar. Nada mudou na sua conta.",
    never: "A TI nunca lhe pede que",
    nevers: [
      "leia em voz alta um código ou uma palavra-passe",
      "aprove um início de sessão que não começou",
      "instale uma aplicação para mostrar o seu ecrã",
      "carregue num certo botão desta página",
    ],
    next: "O que fazer agora",
    steps: [
      "Se estiver numa chamada, desligue.",
      "Ligue para a TI. Use um número que já conheça, como o do seu cartão de funcionário.",
    ],
    note: "Avisámos o serviço de apoio de TI. Carregou por engano? Peça-lhes uma ligação nova.",
  },

  report: {
    heading: "Não foi um pedido seu?",
    intro: "Se nos disser que não foi um pedido seu:",
    stop: "paramos este pedido já",
    tellSecurity: "avisamos a equipa de segurança",
    tellDesk: "avisamos o serviço de apoio de TI",
    block: "bloqueamos novos pedidos de palavra-passe para a sua conta até amanhã às {time}",
    forget: {
      sms: "deixamos de usar este número de telefone para {organisation}",
      email: "deixamos de usar este endereço de e-mail para {organisation}",
    },
    same: "O que fica igual",
    sameOnRecord: "A sua palavra-passe não muda. Pode iniciar sessão e trabalhar como sempre.",
    sameTyped: "Não acontece mais nada. Não tem de fazer mais nada.",
    yes: "Sim, não fui eu",
    no: "Não, voltar",
  },

  reported: {
    state: "Parado às {time}",
    heading: "Agradecemos. Já o parámos",
    security: "Estamos a avisar a equipa de segurança. A sua palavra-passe não mudou. Pode fechar esta página.",
    desk: "Avisámos o serviço de apoio de TI. A sua palavra-passe não mudou. Pode fechar esta página.",
  },

  holding: {
    state: "Em espera",
    heading: "Volte às {time}, neste navegador",
    headingDesk: "Continua às {time}",
    text: "Por agora, a sua parte está feita. Para sua proteção, nada pode ser mudado antes das **{time}**. Os contactos que a TI tem de si foram avisados deste pedido, e cada um deles pode pará-lo.",
    returns:
      "Nessa altura, abra de novo a sua ligação, **neste navegador e neste dispositivo**: não continua em mais nenhum. Uma mensagem avisa-o quando chegar a hora, e tem então alguns minutos para escolher a nova palavra-passe.",
    desk: "Depois disso, continua o serviço de apoio de TI. Não tem mais nada a fazer aqui.",
    note: "Até lá, pode bloquear o telefone ou fechar esta página. A TI pode deixá-lo continuar mais cedo.",
    again: "Verificar de novo",
  },

  approving: {
    state: "Em espera",
    heading: "Falta outra pessoa concordar",
    text: "A sua parte está feita. Para este pedido, outra pessoa tem de dizer que sim. Está numa chamada com a TI? Não desligue.",
    note: "Pode bloquear o telefone ou fechar esta página. Abra de novo a sua ligação neste navegador para ver a resposta.",
    late: "Sem resposta até às **{time}**? O serviço de apoio de TI diz-lhe então o que fazer.",
    digitsHeading: "A sua chefia vai ligar-lhe",
    digits:
      "Leia estes dois algarismos à sua chefia, e só quando é mesmo a sua chefia quem lhe liga. Nunca a alguém da TI.",
    again: "Verificar de novo",
    passkey: {
      state: "Mais um passo",
      heading: "Use a sua chave de acesso",
      text: "Obrigado pelas suas respostas. Para este pedido, mostre também a sua chave de acesso: com o dedo, o rosto ou o PIN. Está numa chamada com a TI? Não desligue.",
      asked: "A TI também perguntou a outra pessoa. Se ela disser que sim, pode bastar.",
      use: "Usar a chave de acesso",
      script:
        "O seu navegador não o consegue fazer aqui: é preciso JavaScript e um navegador de 2025 ou mais recente. Ligue para o serviço de apoio de TI.",
      none: "Nenhuma chave foi usada. Tente outra vez. Se estiver noutro dispositivo, escolha-o quando o navegador perguntar.",
      refused: "Esta chave não foi aceite. Use uma que adicionou à sua própria página há sete dias ou mais.",
      suspended: "Apareceu uma cópia desta chave, por isso já não conta. Ligue para o serviço de apoio de TI.",
      away: "Não resultou. As suas respostas estão guardadas. Tente outra vez daqui a pouco.",
      late: "Tem até às **{time}**. Depois, o serviço de apoio de TI diz-lhe o que fazer.",
    },
  },

  passkeyOffer: {
    heading: "Mais rápido da próxima vez",
    text: "Adicione uma chave de acesso a este dispositivo. Quando a TI voltar a pedir mais do que respostas, bastará o seu dedo, rosto ou PIN. Conta ao fim de sete dias. Todos os contactos que temos de si e a sua chefia são avisados.",
    added:
      "A sua chave de acesso foi adicionada. Conta ao fim de sete dias; os seus contactos e a sua chefia são avisados.",
  },

  verified: {
    state: "Confirmado, {firstName}",
    heading: "A sua parte está feita",
    text: "{agent} já pode avançar com o seu pedido. Pode fechar esta página.",
  },

  action: {
    account: "Para {account}",
    until: "Tem até às **{time}**",
    headings: {
      password_reset: "Defina a sua nova palavra-passe",
      account_unlock: "Desbloqueie a sua conta de trabalho",
    },
    unlock: "Carregue no botão e pode voltar a entrar com a sua palavra-passe.",
    rules: "A sua conta de trabalho pede",
    length: { one: "{n} carácter ou mais", other: "{n} caracteres ou mais" },
    atMost: { one: "não mais de {n} carácter", other: "não mais de {n} caracteres" },
    notLeaked: "nenhuma que seja conhecida por uma fuga de dados",
    noRules: "A sua conta de trabalho não nos diz agora as suas regras. Verifica-as quando guardar.",
    label: "Nova palavra-passe",
    hide: "Esconder",
    show: "Mostrar",
    suggest: "Sugerir uma",
    another: "Sugerir outra",
    note: "Guarde-a na sua aplicação de palavras-passe ou anote-a. Precisa dela a seguir no portátil. A equipa de TI não a pode ver.",
    submits: { password_reset: "Definir esta palavra-passe", account_unlock: "Desbloquear a minha conta" },
    working: "Estamos à espera da sua conta de trabalho. Veja de novo dentro de um minuto.",
    again: "Ver de novo",
    unsure: {
      password_reset:
        "A sua conta de trabalho não disse se aceitou a sua palavra-passe. Defina uma outra vez: vale a última.",
      account_unlock: "A sua conta de trabalho não disse se está desbloqueada. Carregue outra vez no botão.",
    },
    problems: {
      empty: "Escreva uma nova palavra-passe ou carregue em Sugerir uma.",
      common: "Demasiadas pessoas usam esta palavra-passe. Escolha outra ou peça uma sugestão.",
      leaked:
        "Esta é conhecida por uma fuga de dados, por isso os atacantes experimentam-na. Escolha outra ou peça uma sugestão.",
      personal: "É pouco mais do que o seu nome, o da sua conta ou o da empresa. Junte outras palavras.",
      too_short: {
        one: "Demasiado curta. Use {n} carácter ou mais.",
        other: "Demasiado curta. Use {n} caracteres ou mais.",
      },
      too_long: {
        one: "Demasiado longa. Use no máximo {n} carácter.",
        other: "Demasiado longa. Use no máximo {n} caracteres.",
      },
      refused: "A sua conta de trabalho não a aceitou: {reason}",
      away: "Não conseguimos chegar à sua conta de trabalho. Nada mudou. Tente de novo dentro de um minuto.",
      none_left: "Já tentou tantas vezes quantas permitimos. Peça uma nova ligação ao apoio de TI.",
    },
  },

  actionDone: {
    state: "Feito às {time}",
    headings: {
      password_reset: "A sua nova palavra-passe está definida",
      account_unlock: "A sua conta está desbloqueada",
    },
    earlier: "É a que escreveu antes da última.",
    leaks: {
      none_known: "Não está entre as palavras-passe conhecidas por fugas de dados.",
      not_checked: "Não conseguimos ver se é conhecida por uma fuga de dados.",
    },
    covers:
      "Já funciona em todo o lado onde entra com a sua conta de trabalho. Uma conta com palavra-passe própria não muda.",
    next: "Faça isto a seguir",
    laptop:
      "**Portátil.** No escritório, reinicie-o e use a nova palavra-passe. Em casa, entre com a antiga, ligue a VPN, bloqueie e desbloqueie com a nova.",
    mail: "**Correio no seu telefone.** Abra-o. Quando pedir, escreva a nova palavra-passe.",
    sessions: "Terminamos a sua sessão nos seus outros dispositivos, onde a sua conta de trabalho o permite.",
    unlocked: "Entre com a palavra-passe que já tem. Mais nada mudou.",
    notWorking: "Continua sem funcionar",
    opens: "Isto avisa o apoio de TI. O seu pedido é {ticket}.",
    told: "Avisámos o apoio de TI. Eles veem o que se passa e contactam-no. O seu pedido é {ticket}.",
  },

  actionWithdrawn: {
    heading: "Não podemos fazer isto aqui",
    text: "Nada mudou na sua conta. {agent} pode ver isso e diz-lhe o que acontece a seguir.",
  },

  feedback: { question: "Como correu?", easy: "Fácil", ok: "Normal", hard: "Difícil", thanks: "Agradecemos." },

  notVerified: {
    heading: "Não podemos terminar isto aqui",
    text: "Não quer dizer que tenha feito algo de errado. Para proteger as contas, não mostramos como correu cada passo. Nada mudou na sua conta.",
    next: "O seu próximo passo",
    step: "Vá ao balcão de TI\ncom o seu cartão de funcionário",
    reference: "O seu número de referência",
    ticket: "Pedido {ticket}. O serviço de apoio também o tem.",
    onCall: "Está numa chamada com {agent}? Não desligue. {agentFirst} vê que terminou.",
    call: "Não pode ir? Ligue para {phone}",
    person: "Pedir a uma pessoa que volte a ver isto",
  },

  timedOut: {
    heading: "O tempo acabou",
    text: "Demorou demasiado, por isso fechámos para proteger a sua conta. Nada mudou. Peça uma ligação nova ao serviço de apoio de TI.",
  },

  personAsked: {
    heading: "Uma pessoa vai ver isto",
    text: "Terá notícias nossas até **{time}**, num número de telefone ou e-mail que já temos. Se ligar, dê este número:",
    today: "hoje, {time}",
    tomorrow: "amanhã, {time}",
    other: "{weekday}, {day} de {month}, {time}",
  },

  otherBrowser: {
    heading: "Começou noutro navegador",
    text: "Acontece quando a ligação abre dentro de outra aplicação. As suas respostas estão guardadas.",
    next: "Para continuar neste",
    steps: [
      "Carregue em **Continuar aqui**.",
      "Enviamos 6 números para o mesmo telefone ou e-mail de antes.",
      "Escreva-os aqui.",
    ],
    back: "Ou volte ao outro navegador.",
    move: "Continuar aqui",
    notMe: "No outro navegador não fui eu",
  },

  noCookies: {
    heading: "Abra isto no seu navegador",
    text: "Esta página está aberta dentro de outra aplicação, ou os cookies estão desligados. Precisamos de um pequeno cookie para saber que a próxima resposta também é sua.",
    next: "O que fazer agora",
    steps: [
      "Procure **Abrir no navegador** no menu desta aplicação.",
      "Ou copie a ligação, abra o Safari, o Chrome ou outro navegador e cole-a na barra de endereço.",
    ],
    link: "A sua ligação",
    copy: "Copiar a ligação",
    copied: "Ligação copiada",
    unused: "Nada se gastou: a sua ligação ainda funciona lá. Nunca a dê a ninguém.",
    again: "Os cookies já estão ligados, tentar aqui de novo",
  },

  moved: { heading: "Continuou noutro navegador", text: "Pode fechar esta página." },

  ended: {
    heading: "Esta ligação terminou",
    text: "As ligações funcionam 10 minutos e só uma vez. Isso protege as contas. Nada mudou.",
    next: "O que fazer agora",
    step: "Peça uma ligação nova ao serviço de apoio de TI. Está numa chamada com eles? Basta dizer. Demora alguns segundos.",
  },

  unknown: {
    heading: "Não conhecemos esta ligação",
    text: "Pode faltar uma parte. Abra-a de novo a partir da mensagem ou peça uma nova ao serviço de apoio de TI.",
  },

  busy: {
    heading: "Um momento",
    text: "O nosso sistema não responde agora. Nada do que enviou conta contra si. Tente de novo daqui a pouco.",
    again: "Tentar de novo",
    waiting: "O nosso sistema não responde agora. A sua resposta está guardada. Enviamo-la de novo por si.",
    sent: "Enviado. Já funciona outra vez.",
  },

  fault: {
    heading: "Algo correu mal do nosso lado",
    text: "Nada mudou. Tente de novo daqui a um minuto. Se continuar assim, ligue para {phone}.",
  },

  me,
};
