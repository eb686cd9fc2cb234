import type { MessageWords } from "./message-words.ts";

export const es: MessageWords = {
  lang: "es",
  dir: "ltr",
  sender: "TI de {organisation}",
  desk: "Servicio de asistencia de TI de {organisation}",
  foot: "Servicio de asistencia de TI de {organisation}{number}. No responda a este correo.",
  practice: "PRÁCTICA",
  minutes: { one: "{n} minuto", other: "{n} minutos" },
  zonedTime: "{time} ({zone})",
  link: {
    sms: "{sender}: abra en {n} min. ¿No es usted? Abra y avísenos. {link}",
    smsWithTicket: "{sender}, {ticket}: abra en {n} min. ¿No es usted? Abra y avísenos. {link}",
    subject: "Incidencia {ticket}: su enlace de {sender}",
    preview: "Sirve {minutes}. ¿No ha sido usted? Ábralo y díganoslo.",
    heading: "Compruebe que es usted y siga",
    fromAgent:
      "{agent}, del servicio de asistencia de TI, le ha enviado este enlace por la incidencia {ticket}. Lleva unos 2 minutos.",
    fromDesk:
      "El servicio de asistencia de TI le ha enviado este enlace por la incidencia {ticket}. Lleva unos 2 minutos.",
    button: "Abrir la página",
    until: "El enlace sirve hasta las {time}. No pasa nada hasta que usted elija en la página.",
    notYou: "**¿No ha sido usted?** Abra el enlace y pulse «No he sido yo». Entonces detenemos la petición.",
    care: "**No lo comparta.** No reenvíe este correo. TI nunca le pide una contraseña ni que lea un código en voz alta.",
    copyAddress: "¿El botón no funciona? Copie esta dirección:",
  },
  code: {
    line: "{code} es su código de {sender}. {advice}",
    advice: "Escríbalo solo en la página que abrió. No lo lea nunca en voz alta.",
    subject: "Incidencia {ticket}: su código de {sender}",
    heading: "Su código de {sender}",
    until: "El código sirve hasta las {time}.",
    care: "No reenvíe este correo. TI nunca le pide una contraseña ni que lea un código en voz alta.",
  },
  phoneKnown: {
    sms: "{sender}: un teléfono pasó su comprobación y ahora cuenta como suyo. ¿No es usted? Llame al {number}.",
    smsWithoutNumber: "{sender}: un teléfono pasó su comprobación y ahora cuenta como suyo. ¿No es usted? Llame a TI.",
    subject: "Un teléfono cuenta ahora como suyo en {sender}",
    preview: "¿No ha sido usted? Llame al servicio de asistencia de TI.",
    heading: "Un teléfono cuenta ahora como suyo",
    what: "El {day} a las {time} un teléfono pasó la comprobación de la incidencia {ticket}. Desde la próxima semana habla por usted cuando TI compruebe quién es.",
    notYou:
      "**¿No ha sido usted?** Llame al servicio de asistencia de TI{number}, y diga que se añadió un teléfono que no es suyo.",
  },
  blockLifted: {
    sms: "{sender}: se han desbloqueado las comprobaciones de su identidad. ¿No es usted? Llame al {number}.",
    smsWithoutNumber: "{sender}: se han desbloqueado las comprobaciones de su identidad. ¿No es usted? Llame a TI.",
    subject: "Comprobaciones de su identidad desbloqueadas en {sender}",
    preview: "¿No ha sido usted? Llame al servicio de asistencia de TI.",
    heading: "Las comprobaciones de su identidad están desbloqueadas",
    what: "El {day} a las {time} TI desbloqueó las comprobaciones de su identidad, que estaban detenidas. La última fue de la incidencia {ticket}.",
    notYou: "**¿No lo ha pedido usted?** Llame al servicio de asistencia de TI{number}, y diga que no ha sido usted.",
  },
  contactReplaced: {
    sms: "{sender}: este número ya no es su contacto registrado. ¿No es usted? Llame al {number}.",
    smsWithoutNumber: "{sender}: este número ya no es su contacto registrado. ¿No es usted? Llame a TI.",
    subject: "Su dirección de contacto en {sender} se ha sustituido",
    preview: "¿No ha sido usted? Llame al servicio de asistencia de TI.",
    heading: "Esta dirección ya no es su contacto registrado",
    what: "El {day} a las {time} la dirección de correo privada a la que va este mensaje se sustituyó o se quitó del directorio. TI ya no le contacta ahí para comprobar su identidad. Otro contacto cuenta a los siete días.",
    notYou:
      "**¿No ha sido usted?** Llame al servicio de asistencia de TI{number}, y diga que su contacto se cambió sin usted.",
  },
  contactAdded: {
    sms: "{sender}: se registró otro contacto, correo de trabajo, nombre o ID suyo. ¿No es usted? Llame al {number}.",
    smsWithoutNumber:
      "{sender}: se registró otro contacto, correo de trabajo, nombre o ID suyo. ¿No es usted? Llame a TI.",
    subject: "Se registró otro contacto, nombre o ID suyo en {sender}",
    preview: "¿No ha sido usted? Llame al servicio de asistencia de TI.",
    heading: "Se registró otro contacto, nombre o ID suyo",
    what: "El {day} a las {time} se registró en el directorio otro contacto, dirección de trabajo, nombre o ID a su nombre. Un contacto nuevo cuenta a los siete días para comprobar su identidad.",
    notYou:
      "**¿No ha sido usted?** Llame antes al servicio de asistencia de TI{number}, y diga que se registró sin usted.",
  },
  accountLinked: {
    sms: "{sender}: una cuenta de trabajo abre ahora su página de datos. ¿No es usted? Llame al {number}.",
    smsWithoutNumber: "{sender}: una cuenta de trabajo abre ahora su página de datos. ¿No es usted? Llame a TI.",
    subject: "Una cuenta de trabajo abre ahora su página en {sender}",
    preview: "¿No ha sido usted? Llame al servicio de asistencia de TI.",
    heading: "Una cuenta de trabajo abre ahora su página",
    what: "El {day} a las {time} alguien entró con una cuenta de trabajo en la página que muestra lo que TI guarda sobre usted. Desde ahora esa cuenta abre esa página.",
    notYou:
      "**¿No ha sido usted?** Llame al servicio de asistencia de TI{number}, y diga que se vinculó una cuenta sin usted.",
  },
  passkeyAdded: {
    own: {
      sms: "{sender}: se añadió una llave de acceso a su nombre. ¿No es usted? Avise: {link}",
      subject: "Se añadió una llave de acceso a su nombre en {sender}",
      heading: "Se añadió una llave de acceso a su nombre",
      what: "El {day} a las {time} se añadió una llave de acceso en su propia página. Desde el {until} puede mostrar a TI que es usted.",
    },
    report: {
      sms: "{sender}: se añadió una llave de acceso para {person}. ¿No lo esperaba? Avise: {link}",
      subject: "Se añadió una llave de acceso para {person} en {sender}",
      heading: "Se añadió una llave de acceso para {person}",
      what: "El {day} a las {time} se añadió una llave de acceso en la página de {person}, de su equipo. Desde el {until} puede mostrar a TI quién es.",
    },
    preview: "¿No lo esperaba? Quítela antes del {until}.",
    notYou:
      "**¿No lo esperaba?** Hasta el {until} se puede quitar con una pulsación. Si puede, pregunte antes en un número que conozca.",
    button: "No he sido yo",
    else: "Después del {until}, o si la página no se abre, llame al servicio de asistencia de TI{number}.",
  },
  actionNotice: {
    sent: {
      identity_check: "Se inició una verificación de identidad",
      account_unlock: "Se pidió desbloquear la cuenta",
      password_reset: "Se pidió una contraseña nueva",
      mfa_reset: "Se pidió restablecer el segundo factor",
    },
    done: {
      account_unlock: "Se desbloqueó la cuenta",
      password_reset: "Se cambió la contraseña",
      mfa_reset: "Se restableció el segundo factor",
    },
    several: "Se pidieron o se hicieron varias cosas",
    own: {
      sms: "{sender}: {what}. ¿No es usted? Avise: {link}",
      subject: "{what} ({sender})",
      intro: "Se trata de su propia cuenta de trabajo:",
      notYou:
        "**¿No ha sido usted?** Una pulsación lo detiene, y el servicio de asistencia de TI se entera. Antes de pulsar no ocurre nada.",
      button: "No he sido yo",
    },
    report: {
      sms: "{sender}, {person}: {what}. ¿No es correcto? Avise: {link}",
      subject: "{what}, para {person} ({sender})",
      intro: "Se trata de la cuenta de trabajo de {person}, de su equipo:",
      notYou:
        "**¿No es correcto?** Pregunte antes en un número que conozca, si puede. Una pulsación lo detiene, y el servicio de asistencia de TI se entera.",
      button: "No es correcto",
    },
    preview: "¿No lo esperaba? Avísenos.",
    line: "{day}, {time}: {what}.",
    else: "¿Lo esperaba? Entonces no hay nada que hacer. La página se abre durante 30 días; después, o si no se abre, llame al servicio de asistencia de TI{number}.",
  },
  holdOver: {
    sms: "{sender}: puede continuar hasta las {time}, en el mismo navegador de antes: {link}",
    subject: "Tique {ticket}: ya puede continuar ({sender})",
    preview: "Hasta las {time}, en el mismo navegador de antes.",
    heading: "Ya puede continuar",
    what: "El tiempo de espera de su petición del tique {ticket} ha terminado. Abra la página en **el mismo navegador** en el que respondió a las preguntas. No continúa en ningún otro.",
    button: "Continuar",
    until: "Puede continuar hasta las {time}.",
    notYou:
      "**¿No es usted?** Abra la página y pulse «No he sido yo», o llame al servicio de asistencia de TI{number}.",
  },
  vouchAsked: {
    sms: "{sender}: TI le pide que responda por alguien de su equipo. Escriba usted mismo {page} en el navegador. Nunca lo haga porque alguien le llame.",
    subject: "{sender} le pide que responda por alguien de su equipo",
    preview: "Abra usted mismo su página. Este mensaje no lleva enlace a propósito.",
    heading: "TI le pide que responda por alguien de su equipo",
    what: "Alguien de su equipo ha pedido ayuda al servicio de asistencia de TI, que quiere estar seguro de que es de verdad esa persona. Solo espera unos minutos.",
    how: "Escriba **{page}** en su navegador e inicie sesión con su cuenta de trabajo. Allí leerá de quién se trata. Este mensaje no lleva enlace a propósito.",
    care: "**¿Le ha llamado o escrito alguien para pedírselo?** Entonces no responda por nadie. Dígalo en la página, o llame al servicio de asistencia de TI{number}.",
  },
};
