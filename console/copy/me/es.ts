import type { me as en } from "./en.ts";

export const me: typeof en = {
  titles: {
    sign_in: "Entrar",
    page: "Su página",
    not_me: "No he sido yo",
    stop: "No he sido yo",
    busy: "Un momento",
    fault: "Error",
  },

  signIn: {
    heading: "Vea lo que TI guarda sobre usted",
    text: "Esta página muestra lo que {organisation} guarda sobre usted para comprobar que es usted cuando pide ayuda a TI. Entre con su cuenta de trabajo para abrirla.",
    with: "Continuar con {provider}",
    vouch:
      "¿TI le ha pedido que responda por alguien? Entre aquí: su empresa se lo pedirá todo de nuevo, también el segundo factor.",
    vouchWith: "Entrar para responder por alguien, con {provider}",
    none: "Todavía no hay forma de entrar en esta página. Pregunte al servicio de asistencia de TI qué se guarda sobre usted.",
  },

  problems: {
    unknown: "Esta cuenta no abre ninguna página aquí. Pregunte al servicio de asistencia de TI.",
    second_factor: "Ha entrado solo con una contraseña. Entre otra vez con su segundo factor.",
    stale: "Su empresa no le ha pedido que entre de nuevo. Inténtelo otra vez.",
    again: "No ha funcionado. Entre otra vez.",
    away: "El acceso de su empresa no responde ahora mismo. Inténtelo de nuevo en un momento.",
    too_many: "Demasiados intentos. Espere un minuto e inténtelo de nuevo.",
    gone: "Eso ya había terminado.",
    unreadable: "No se ha podido leer. Inténtelo otra vez.",
    step_up: "Hace falta una entrada de los últimos cinco minutos. Entre otra vez.",
    vouch_gone: "Ya no se le pide esto: se respondió, o la comprobación ha terminado.",
    vouch_not_yet: "La persona aún está respondiendo y no tiene nada que leerle. Inténtelo dentro de un momento.",
    vouch_wrong: "Esas no son las dos cifras de la página de la persona. No ha respondido por nadie.",
    vouch_used_up: "Estaban mal tres veces, así que ya no puede responder por esa persona. TI lo sabe.",
    vouch_not_yours: "Ahora no puede responder por esta persona. Pregunte al servicio de asistencia de TI.",
  },

  done: {
    vouched: "Gracias. Ha respondido por esa persona y no tiene que hacer nada más.",
    vouch_refused: "No ha respondido por esa persona. TI lo sabe.",
    vouch_warned: "Gracias. La petición se ha detenido, y TI sabe lo que ha pasado.",
  },

  vouches: {
    heading: "Lo que se le pide",
    fresh: "¿TI le ha pedido que responda por alguien de su equipo? Entre otra vez para verlo.",
    confirm: "Entrar otra vez",
    secondFactor:
      "Aquí nadie puede pedirle que responda por otros: la entrada de su empresa no nos dice que se usó un segundo factor.",
    none: "Ahora nadie le pide que responda por otra persona.",
    asked: "{agent}, del servicio de asistencia de TI, pregunta: ¿de verdad es {person} quien quiere esto?",
    account: "Cuenta {account}",
    times: "Pedido el {asked}. Una respuesta cuenta hasta el {until}.",
    warning: "**Nunca lo haga porque alguien le haya llamado o escrito para pedírselo.**",
    steps: [
      "Llame usted mismo a {person}, a un número que conozca.",
      "Pregunte qué quiere que se haga, y compárelo con lo que pone aquí.",
      "Que le lea las dos cifras de su página.",
    ],
    notYet:
      "{person} aún responde a las preguntas de TI. Las dos cifras llegan después; abra entonces esta página otra vez.",
    digits: "Las dos cifras",
    tries: "Intentos como máximo: {count}.",
    vouch: "Responder por esta persona",
    refuse: "Rechazar",
    warn: "Me lo pidió alguien por teléfono",
    warnHint: "«Me lo pidió alguien por teléfono» detiene la petición en el acto.",
  },

  heading: "Lo que TI guarda sobre usted",
  intro:
    "{organisation} lo usa para comprobar que es usted cuando pide ayuda a TI. Lo que preguntamos no se muestra nunca, tampoco aquí: quien entrara en su cuenta lo sabría.",
  signOut: "Salir",

  you: {
    heading: "Usted",
    name: "Nombre",
    email: "Correo de trabajo",
    userName: "Nombre de usuario",
    also: "El directorio también tiene:",
    updated: "Último cambio: {date}.",
    fields: {
      directory_id: "un número o ID suyo",
      title: "su puesto",
      language: "su idioma",
      time_zone: "su zona horaria",
      privileged: "que su cuenta tiene permisos especiales",
    },
  },

  contacts: {
    heading: "Sus contactos privados",
    none: "No consta ninguno. TI tiene entonces menos formas de contactar con usted.",
    fromDirectory: "Del directorio, desde el {date}",
    selfService: "Puede cambiarlo usted, desde el {date}",
    notYet: "Todavía no cuenta cuando TI comprueba que es usted.",
  },

  accounts: { heading: "Sus otras cuentas" },

  facts: {
    heading: "Sobre qué puede preguntarle TI",
    none: "Nada.",
    kinds: {
      manager: "Su responsable",
      peers: "Personas de su equipo",
      directReports: "Personas a su cargo",
      department: "Su departamento",
      office: "Su oficina",
      groups: "Grupos en los que está",
      closedTickets: "Sus solicitudes anteriores",
      meetings: "Sus reuniones",
      signIns: "Dónde ha iniciado sesión",
      startMonth: "Cuándo empezó",
      devices: "Sus dispositivos",
    },
    sources: {
      import: "del directorio",
      self_service: "de lo que usted o TI han introducido",
      system: "de otro sistema",
    },
    newest: "lo último, del {date}",
    baseline: "desde el principio",
  },

  checks: {
    heading: "Comprobaciones de los últimos 90 días",
    none: "Ninguna.",
    actions: {
      password_reset: "Contraseña nueva",
      account_unlock: "Desbloqueo de la cuenta",
      mfa_reset: "Restablecer el segundo factor",
      identity_check: "Comprobación de identidad",
    },
    outcomes: {
      in_progress: "En curso",
      undelivered: "El mensaje no llegó",
      passed: "Superada",
      void: "Superada, ya no cuenta",
      failed: "No superada",
      not_enough_questions: "Muy pocas respuestas",
      timed_out: "Se acabó el tiempo",
      cancelled: "Detenida",
      reported: "Avisó de que no era usted",
    },
  },

  phones: {
    heading: "Teléfonos que reconocemos",
    none: "Ninguno.",
    one: "Un teléfono, desde el {date}",
    notYet: "No cuenta como suyo.",
  },

  passkeys: {
    heading: "Sus llaves de acceso",
    none: "Ninguna.",
    text: "Una llave de acceso muestra a TI que es usted, con su dedo, su cara o su PIN. Una comprobación que necesita algo más que respuestas la pide, cuando lleva siete días aquí. Se avisa a todos los contactos que tenemos de usted y a su responsable.",
    counts: "Cuenta desde el {date}",
    notYet: "Contará desde el {date}",
    suspended: "Ha aparecido una copia, así que ya no cuenta. Quítela.",
    rename: "Cambiar nombre",
    remove: "Quitar",
    name: "Nombre de la llave",
    usual: "Mi dispositivo",
    add: "Añadir una llave de acceso",
    fresh: "Para añadir una, entre primero otra vez.",
    confirm: "Entrar otra vez",
    secondFactor:
      "El acceso de su empresa no nos dice que se usó un segundo factor, así que aquí no se puede añadir ninguna.",
    full: "Tiene tantas como se puede tener. Quite una primero.",
    script: "Para añadir una hace falta JavaScript y un navegador de 2025 o posterior.",
    failed: "No se añadió ninguna llave. Inténtelo otra vez.",
    known: "Este dispositivo ya tiene una suya.",
  },

  notMe: {
    heading: "¿No esperaba esta llave de acceso?",
    text: "Se añadió el {day} y cuenta desde el {until}. Si pulsa el botón, se quita y se avisa a TI.",
    yes: "Quitarla",
    overHeading: "Esta llave ya cuenta",
    over: "Aquí ya no se puede quitar. Llame al servicio de asistencia de TI.",
    goneHeading: "No hay nada que quitar",
    gone: "Esta llave ya no está, o el enlace no está completo.",
    undoneHeading: "Gracias. Se ha quitado",
    undone: "Ya nadie puede usarla. Se avisa a TI. Puede cerrar esta página.",
  },

  stop: {
    heading: "¿No ha sido usted?",
    headingReport: "¿No es correcto?",
    about: "Se trata de esto:",
    aboutPerson: "Se trata de la cuenta de trabajo de {person}:",
    line: "{day}: {what}.",
    happens: "Si pulsa el botón",
    stops: "la verificación se detiene, y ya no se puede hacer nada de lo que permitía",
    blocks: "si su enlace fue a una dirección o un número tecleado, no va allí ningún otro durante 24 horas",
    wide: "durante 24 horas nadie puede ser verificado como usted, y las sesiones abiertas de la cuenta se cierran donde el sistema puede hacerlo",
    security: "se avisa enseguida al equipo de seguridad",
    desk: "el servicio de asistencia de TI lo lee en el tique",
    stays:
      "Lo que ya se hizo queda hecho. Si no fue usted, llame también al servicio de asistencia de TI, a un número que conozca.",
    yes: "Detenerlo",
    stoppedHeading: "Gracias. Está detenido",
    stopped: "La verificación y lo que permitía han terminado. Puede cerrar esta página.",
    stoppedWide:
      "La verificación y lo que permitía han terminado, y durante 24 horas nadie puede ser verificado como usted. Puede cerrar esta página.",
    next: "Si se hizo algo que no quería, llame al servicio de asistencia de TI a un número que conozca.",
    overHeading: "Este enlace ha caducado",
    over: "Valía 30 días. Llame al servicio de asistencia de TI.",
    goneHeading: "No hay nada que detener",
    gone: "El enlace no está completo, o aquello de lo que avisaba ya no se conserva.",
  },

  linked: { heading: "Cuentas que abren esta página" },

  signIns: {
    heading: "Sus accesos a esta página",
    current: "Este",
    began: "Empezó el {date}",
    ended: "Terminó el {date}",
    end: "Terminar",
  },

  file: "Llevárselo en un archivo",
  busy: { heading: "Un momento", text: "Nuestro sistema no responde ahora mismo. Inténtelo de nuevo en un momento." },
  fault: {
    heading: "Algo ha fallado por nuestra parte",
    text: "No ha cambiado nada. Inténtelo de nuevo en un minuto.",
  },
};
