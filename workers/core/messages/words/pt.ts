import type { MessageWords } from "./message-words.ts";

export const pt: MessageWords = {
  lang: "pt-PT",
  dir: "ltr",
  sender: "TI de {organisation}",
  desk: "Serviço de apoio de TI de {organisation}",
  foot: "Serviço de apoio de TI de {organisation}{number}. Não responda a este e-mail.",
  practice: "PRÁTICA",
  minutes: { one: "{n} minuto", other: "{n} minutos" },
  zonedTime: "{time} ({zone})",
  link: {
    sms: "{sender}: abra em {n} min. Não foi um pedido seu? Abra e avise. {link}",
    smsWithTicket: "{sender}, {ticket}: abra em {n} min. Não foi um pedido seu? Abra e avise. {link}",
    subject: "Pedido {ticket}: a sua ligação de {sender}",
    preview: "Funciona durante {minutes}. Não foi um pedido seu? Abra e avise-nos.",
    heading: "Confirme a sua identidade e continue",
    fromAgent:
      "{agent}, do serviço de apoio de TI, enviou-lhe esta ligação por causa do pedido {ticket}. Demora cerca de 2 minutos.",
    fromDesk:
      "O serviço de apoio de TI enviou-lhe esta ligação por causa do pedido {ticket}. Demora cerca de 2 minutos.",
    button: "Abrir a página",
    until: "A ligação funciona até às {time}. Nada acontece até escolher na página.",
    notYou: "**Não foi um pedido seu?** Abra a ligação e carregue em «Não fui eu». Então paramos o pedido.",
    care: "**Guarde isto para si.** Não reencaminhe este e-mail. A TI nunca lhe pede uma palavra-passe nem que leia um código em voz alta.",
    copyAddress: "O botão não funciona? Copie este endereço:",
  },
  code: {
    line: "{code} é o seu código de {sender}. {advice}",
    advice: "Escreva-o só na página que abriu. Nunca o leia em voz alta.",
    subject: "Pedido {ticket}: o seu código de {sender}",
    heading: "O seu código de {sender}",
    until: "O código funciona até às {time}.",
    care: "Não reencaminhe este e-mail. A TI nunca lhe pede uma palavra-passe nem que leia um código em voz alta.",
  },
  phoneKnown: {
    sms: "{sender}: um telefone passou a sua verificação e agora conta como seu. Não foi um pedido seu? Ligue {number}.",
    smsWithoutNumber:
      "{sender}: um telefone passou a sua verificação e agora conta como seu. Não foi um pedido seu? Ligue para a TI.",
    subject: "Um telefone conta agora como seu em {sender}",
    preview: "Não foi um pedido seu? Ligue para o serviço de apoio de TI.",
    heading: "Um telefone conta agora como seu",
    what: "A {day} às {time} um telefone passou a verificação do pedido {ticket}. A partir da próxima semana fala por si quando a TI confirmar a sua identidade.",
    notYou:
      "**Não foi um pedido seu?** Ligue para o serviço de apoio de TI{number}, e diga que foi acrescentado um telefone que não é seu.",
  },
  blockLifted: {
    sms: "{sender}: as verificações da sua identidade foram desbloqueadas. Não foi um pedido seu? Ligue {number}.",
    smsWithoutNumber:
      "{sender}: as verificações da sua identidade foram desbloqueadas. Não foi um pedido seu? Ligue para a TI.",
    subject: "Verificações da sua identidade desbloqueadas em {sender}",
    preview: "Não foi um pedido seu? Ligue para o serviço de apoio de TI.",
    heading: "As verificações da sua identidade estão desbloqueadas",
    what: "A {day} às {time} a TI desbloqueou as verificações da sua identidade, que estavam paradas. A última foi do pedido {ticket}.",
    notYou: "**Não foi um pedido seu?** Ligue para o serviço de apoio de TI{number}, e diga que não foi um pedido seu.",
  },
  contactReplaced: {
    sms: "{sender}: este número já não é o seu contacto registado. Não foi um pedido seu? Ligue {number}.",
    smsWithoutNumber:
      "{sender}: este número já não é o seu contacto registado. Não foi um pedido seu? Ligue para a TI.",
    subject: "O seu endereço de contacto em {sender} foi substituído",
    preview: "Não foi um pedido seu? Ligue para o serviço de apoio de TI.",
    heading: "Este endereço já não é o seu contacto registado",
    what: "A {day} às {time} o endereço de email privado a que esta mensagem se destina foi substituído ou retirado do diretório. A TI já não o usa para verificar a sua identidade. Outro contacto conta ao fim de sete dias.",
    notYou:
      "**Não foi um pedido seu?** Ligue para o serviço de apoio de TI{number}, e diga que o seu contacto foi alterado sem si.",
  },
  contactAdded: {
    sms: "{sender}: foi registado outro contacto, email de trabalho, nome ou ID seu. Não foi um pedido seu? Ligue {number}.",
    smsWithoutNumber:
      "{sender}: foi registado outro contacto, email de trabalho, nome ou ID seu. Não foi um pedido seu? Ligue para a TI.",
    subject: "Foi registado outro contacto, nome ou ID seu em {sender}",
    preview: "Não foi um pedido seu? Ligue para o serviço de apoio de TI.",
    heading: "Foi registado outro contacto, nome ou ID seu",
    what: "A {day} às {time} foi registado no diretório outro contacto, endereço de trabalho, nome ou ID seu. Um novo contacto conta ao fim de sete dias quando a TI verifica a sua identidade.",
    notYou:
      "**Não foi um pedido seu?** Ligue antes disso para o serviço de apoio de TI{number}, e diga que isso foi registado sem si.",
  },
  accountLinked: {
    sms: "{sender}: uma conta de trabalho abre agora a sua página de dados. Não foi um pedido seu? Ligue {number}.",
    smsWithoutNumber:
      "{sender}: uma conta de trabalho abre agora a sua página de dados. Não foi um pedido seu? Ligue para a TI.",
    subject: "Uma conta de trabalho abre agora a sua página em {sender}",
    preview: "Não foi um pedido seu? Ligue para o serviço de apoio de TI.",
    heading: "Uma conta de trabalho abre agora a sua página",
    what: "A {day} às {time} alguém entrou com uma conta de trabalho na página que mostra o que a TI guarda sobre si. A partir de agora essa conta abre essa página.",
    notYou:
      "**Não foi um pedido seu?** Ligue para o serviço de apoio de TI{number}, e diga que uma conta foi associada sem si.",
  },
  passkeyAdded: {
    own: {
      sms: "{sender}: foi adicionada uma chave de acesso em seu nome. Não foi um pedido seu? Avise: {link}",
      subject: "Foi adicionada uma chave de acesso em seu nome em {sender}",
      heading: "Foi adicionada uma chave de acesso em seu nome",
      what: "A {day} às {time} foi adicionada uma chave de acesso na sua própria página. A partir de {until} pode mostrar à TI quem é.",
    },
    report: {
      sms: "{sender}: foi adicionada uma chave de acesso para {person}. Inesperado? Avise: {link}",
      subject: "Foi adicionada uma chave de acesso para {person} em {sender}",
      heading: "Foi adicionada uma chave de acesso para {person}",
      what: "A {day} às {time} foi adicionada uma chave de acesso na página de {person}, da sua equipa. A partir de {until} pode mostrar à TI quem é.",
    },
    preview: "Inesperado? Retire-a antes de {until}.",
    notYou:
      "**Foi inesperado?** Até {until} pode ser retirada com um toque. Se puder, pergunte antes num número que conheça.",
    button: "Não fui eu",
    else: "Depois de {until}, ou se a página não abrir, ligue para o serviço de apoio de TI{number}.",
  },
  actionNotice: {
    sent: {
      identity_check: "Foi iniciada uma verificação de identidade",
      account_unlock: "Foi pedido o desbloqueio da conta",
      password_reset: "Foi pedida uma nova palavra-passe",
      mfa_reset: "Foi pedida a reposição do segundo fator",
    },
    done: {
      account_unlock: "A conta foi desbloqueada",
      password_reset: "A palavra-passe foi alterada",
      mfa_reset: "O segundo fator foi reposto",
    },
    several: "Foram pedidas ou feitas várias coisas",
    own: {
      sms: "{sender}: {what}. Não foi um pedido seu? Avise: {link}",
      subject: "{what} ({sender})",
      intro: "Trata-se da sua própria conta de trabalho:",
      notYou:
        "**Não foi um pedido seu?** Uma pressão para tudo, e o serviço de apoio de TI fica a saber. Antes de premir nada acontece.",
      button: "Não fui eu",
    },
    report: {
      sms: "{sender}, {person}: {what}. Não está certo? Avise: {link}",
      subject: "{what}, para {person} ({sender})",
      intro: "Trata-se da conta de trabalho de {person}, da sua equipa:",
      notYou:
        "**Não está certo?** Pergunte primeiro para um número que conheça, se puder. Uma pressão para tudo, e o serviço de apoio de TI fica a saber.",
      button: "Não está certo",
    },
    preview: "Não esperava isto? Avise-nos.",
    line: "{day}, {time}: {what}.",
    else: "Esperava isto? Então não há nada a fazer. A página abre durante 30 dias; depois, ou se não abrir, ligue para o serviço de apoio de TI{number}.",
  },
  holdOver: {
    sms: "{sender}: pode continuar até às {time}, no mesmo navegador de há pouco: {link}",
    subject: "Pedido {ticket}: já pode continuar ({sender})",
    preview: "Até às {time}, no mesmo navegador de há pouco.",
    heading: "Já pode continuar",
    what: "O tempo de espera do seu pedido {ticket} terminou. Abra a página no **mesmo navegador** em que respondeu às perguntas. Não continua em mais nenhum.",
    button: "Continuar",
    until: "Pode continuar até às {time}.",
    notYou:
      "**Não foi um pedido seu?** Abra a página e carregue em «Não fui eu», ou ligue para o serviço de apoio de TI{number}.",
  },
  vouchAsked: {
    sms: "{sender}: a TI pede-lhe que responda por alguém da sua equipa. Escreva {page} no navegador. Nunca o faça porque alguém lhe liga.",
    subject: "{sender} pede-lhe que responda por alguém da sua equipa",
    preview: "Abra a sua página pelos seus meios. Esta mensagem não tem ligação de propósito.",
    heading: "A TI pede-lhe que responda por alguém da sua equipa",
    what: "Alguém da sua equipa pediu ajuda ao serviço de apoio de TI, que quer ter a certeza de que é mesmo essa pessoa. Só espera alguns minutos.",
    how: "Escreva **{page}** no seu navegador e inicie sessão com a sua conta de trabalho. Aí lê de quem se trata. Esta mensagem não tem ligação de propósito.",
    care: "**Alguém lhe ligou ou escreveu a pedir isto?** Então não responda por ninguém. Diga-o na página, ou ligue para o serviço de apoio de TI{number}.",
  },
};
