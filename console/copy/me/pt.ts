import type { me as en } from "./en.ts";

export const me: typeof en = {
  titles: {
    sign_in: "Entrar",
    page: "A sua página",
    not_me: "Não fui eu",
    stop: "Não fui eu",
    busy: "Um momento",
    fault: "Erro",
  },

  signIn: {
    heading: "Veja o que a TI guarda sobre si",
    text: "Esta página mostra o que {organisation} guarda sobre si para confirmar que é mesmo quem diz ser quando pede ajuda à TI. Entre com a sua conta de trabalho para a abrir.",
    with: "Continuar com {provider}",
    vouch:
      "A TI pediu-lhe que responda por alguém? Entre aqui: a sua empresa volta a pedir tudo, também o segundo fator.",
    vouchWith: "Entrar para responder por alguém, com {provider}",
    none: "Ainda não há forma de entrar nesta página. Pergunte ao serviço de apoio de TI o que é guardado sobre si.",
  },

  problems: {
    unknown: "Esta conta não abre nenhuma página aqui. Pergunte ao serviço de apoio de TI.",
    second_factor: "Entrou só com uma palavra-passe. Entre de novo com o seu segundo fator.",
    stale: "A sua empresa não lhe pediu para entrar de novo. Tente outra vez.",
    again: "Não funcionou. Entre de novo.",
    away: "O acesso da sua empresa não responde neste momento. Tente de novo daqui a pouco.",
    too_many: "Demasiadas tentativas. Espere um minuto e tente de novo.",
    gone: "Isso já tinha terminado.",
    unreadable: "Não foi possível ler. Tente outra vez.",
    step_up: "É preciso uma entrada dos últimos cinco minutos. Entre outra vez.",
    vouch_gone: "Já não lhe é pedido isto: foi respondido, ou a verificação terminou.",
    vouch_not_yet: "A pessoa ainda está a responder e não tem nada para lhe ler. Tente daqui a um momento.",
    vouch_wrong: "Esses não são os dois algarismos da página da pessoa. Não respondeu por ninguém.",
    vouch_used_up: "Estavam errados três vezes, por isso já não pode responder por esta pessoa. A TI foi informada.",
    vouch_not_yours: "Agora não pode responder por esta pessoa. Pergunte ao serviço de apoio de TI.",
  },

  done: {
    vouched: "Obrigado. Respondeu por esta pessoa e não tem de fazer mais nada.",
    vouch_refused: "Não respondeu por esta pessoa. A TI foi informada.",
    vouch_warned: "Obrigado. O pedido foi parado, e a TI sabe o que aconteceu.",
  },

  vouches: {
    heading: "O que lhe é pedido",
    fresh: "A TI pediu-lhe que responda por alguém da sua equipa? Entre outra vez para ver.",
    confirm: "Entrar outra vez",
    secondFactor:
      "Aqui ninguém lhe pode pedir que responda por outros: a entrada da sua empresa não nos diz que foi usado um segundo fator.",
    none: "Agora ninguém lhe pede que responda por outra pessoa.",
    asked: "{agent}, do serviço de apoio de TI, pergunta: é mesmo {person} quem quer isto?",
    account: "Conta {account}",
    times: "Pedido em {asked}. Uma resposta conta até {until}.",
    warning: "**Nunca o faça porque alguém lhe ligou ou escreveu a pedir.**",
    steps: [
      "Ligue a {person}, para um número que conhece.",
      "Pergunte o que quer que seja feito, e compare com o que está aqui.",
      "Peça que lhe leia os dois algarismos da página.",
    ],
    notYet:
      "{person} ainda responde às perguntas da TI. Os dois algarismos vêm depois; abra então esta página outra vez.",
    digits: "Os dois algarismos",
    tries: "Tentativas no máximo: {count}.",
    vouch: "Responder por esta pessoa",
    refuse: "Recusar",
    warn: "Alguém pediu-me por telefone",
    warnHint: "«Alguém pediu-me por telefone» para logo o pedido.",
  },

  heading: "O que a TI guarda sobre si",
  intro:
    "{organisation} usa isto para confirmar que é mesmo quem diz ser quando pede ajuda à TI. Aquilo que perguntamos nunca é mostrado, nem aqui: quem entrasse na sua conta ficaria a saber.",
  signOut: "Sair",

  you: {
    heading: "Sobre si",
    name: "Nome",
    email: "Email de trabalho",
    userName: "Nome de utilizador",
    also: "O diretório também tem:",
    updated: "Última alteração: {date}.",
    fields: {
      directory_id: "um número ou ID seu",
      title: "o seu cargo",
      language: "o seu idioma",
      time_zone: "o seu fuso horário",
      privileged: "que a sua conta tem direitos especiais",
    },
  },

  contacts: {
    heading: "Os seus contactos privados",
    none: "Não há nenhum registado. A TI tem assim menos formas de o contactar.",
    fromDirectory: "Do diretório, desde {date}",
    selfService: "Pode alterá-lo por si, desde {date}",
    notYet: "Ainda não conta quando a TI confirma quem é.",
  },

  accounts: { heading: "As suas outras contas" },

  facts: {
    heading: "Sobre o que a TI lhe pode perguntar",
    none: "Nada.",
    kinds: {
      manager: "A sua chefia",
      peers: "Pessoas da sua equipa",
      directReports: "Pessoas que chefia",
      department: "O seu departamento",
      office: "O seu escritório",
      groups: "Grupos em que está",
      closedTickets: "Os seus pedidos anteriores",
      meetings: "As suas reuniões",
      signIns: "Onde iniciou sessão",
      startMonth: "Quando começou",
      devices: "Os seus dispositivos",
    },
    sources: {
      import: "do diretório",
      self_service: "do que introduziu, ou a TI",
      system: "de outro sistema",
    },
    newest: "o mais recente de {date}",
    baseline: "desde o início",
  },

  checks: {
    heading: "Verificações dos últimos 90 dias",
    none: "Nenhuma.",
    actions: {
      password_reset: "Nova palavra-passe",
      account_unlock: "Desbloqueio da conta",
      mfa_reset: "Repor o segundo fator",
      identity_check: "Verificação de identidade",
    },
    outcomes: {
      in_progress: "Em curso",
      undelivered: "A mensagem não chegou",
      passed: "Aprovada",
      void: "Aprovada, já não conta",
      failed: "Não aprovada",
      not_enough_questions: "Poucas respostas",
      timed_out: "O tempo acabou",
      cancelled: "Parada",
      reported: "Avisou que não tinha sido um pedido seu",
    },
  },

  phones: {
    heading: "Telefones que reconhecemos",
    none: "Nenhum.",
    one: "Um telefone, desde {date}",
    notYet: "Não conta como seu.",
  },

  passkeys: {
    heading: "As suas chaves de acesso",
    none: "Nenhuma.",
    text: "Uma chave de acesso mostra à TI quem é, pelo dedo, rosto ou PIN. Uma verificação a que as respostas não bastam pede-a, quando já está aqui há sete dias. Todos os contactos que temos de si, e a sua chefia, são avisados.",
    counts: "Conta desde {date}",
    notYet: "Conta a partir de {date}",
    suspended: "Apareceu uma cópia, por isso já não conta. Retire-a.",
    rename: "Mudar o nome",
    remove: "Retirar",
    name: "Nome da chave",
    usual: "O meu dispositivo",
    add: "Adicionar uma chave de acesso",
    fresh: "Para adicionar uma, entre primeiro outra vez.",
    confirm: "Entrar outra vez",
    secondFactor:
      "O acesso da sua empresa não nos diz que foi usado um segundo fator, por isso não se pode adicionar nenhuma aqui.",
    full: "Tem tantas quantas se podem ter. Retire uma primeiro.",
    script: "Para adicionar uma é preciso JavaScript e um navegador de 2025 ou mais recente.",
    failed: "Nenhuma chave foi adicionada. Tente outra vez.",
    known: "Este dispositivo já tem uma sua.",
  },

  notMe: {
    heading: "Esta chave de acesso foi inesperada?",
    text: "Foi adicionada em {day} e conta a partir de {until}. Se carregar no botão, é retirada e a TI é avisada.",
    yes: "Retirar",
    overHeading: "Esta chave já conta",
    over: "Já não pode ser retirada aqui. Ligue para o serviço de apoio de TI.",
    goneHeading: "Não há nada para retirar",
    gone: "Esta chave já não existe, ou o link não está completo.",
    undoneHeading: "Obrigado. Foi retirada",
    undone: "Já ninguém a pode usar. A TI é avisada. Pode fechar esta página.",
  },

  stop: {
    heading: "Não foi um pedido seu?",
    headingReport: "Não está certo?",
    about: "Trata-se disto:",
    aboutPerson: "Trata-se da conta de trabalho de {person}:",
    line: "{day}: {what}.",
    happens: "Se carregar no botão",
    stops: "a verificação para, e nada do que permitia pode ainda ser feito",
    blocks: "se a ligação seguiu para um endereço ou número escrito à mão, mais nenhuma segue para lá durante 24 horas",
    wide: "durante 24 horas ninguém pode ser verificado em seu nome, e as sessões abertas da conta são terminadas onde o sistema o consegue",
    security: "a equipa de segurança é avisada de imediato",
    desk: "o serviço de apoio de TI lê-o no pedido",
    stays:
      "O que já foi feito fica feito. Se não foi um pedido seu, ligue também para o serviço de apoio de TI, para um número que conheça.",
    yes: "Parar",
    stoppedHeading: "Obrigado. Está parado",
    stopped: "A verificação e o que permitia terminaram. Pode fechar esta página.",
    stoppedWide:
      "A verificação e o que permitia terminaram, e durante 24 horas ninguém pode ser verificado em seu nome. Pode fechar esta página.",
    next: "Se foi feito algo que não queria, ligue para o serviço de apoio de TI, para um número que conheça.",
    overHeading: "Esta ligação expirou",
    over: "Funcionou durante 30 dias. Ligue para o serviço de apoio de TI.",
    goneHeading: "Não há nada para parar",
    gone: "A ligação não está completa, ou aquilo de que avisava já não é guardado.",
  },

  linked: { heading: "Contas que abrem esta página" },

  signIns: {
    heading: "Os seus acessos a esta página",
    current: "Este",
    began: "Começou em {date}",
    ended: "Terminou em {date}",
    end: "Terminar",
  },

  file: "Levar num ficheiro",
  busy: { heading: "Um momento", text: "O nosso sistema não responde neste momento. Tente de novo daqui a pouco." },
  fault: { heading: "Algo correu mal do nosso lado", text: "Nada mudou. Tente de novo dentro de um minuto." },
};
